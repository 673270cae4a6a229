import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { ValueError } from '../../../src/support/errors.js';
import { unawaited } from '../../../src/support/unawaited.js';

const options = {
  where: 'fit',
  fix: 'const history = await model.fit(x, y)',
  names: ['history', '0'],
};

it('gives its result to those who await it, and prints as a promise', async () => {
  const promise = unawaited(Promise.resolve([1, 2]), options);
  assert.match(inspect(promise), /^Promise \{\s+\[ 1, 2 \]/);
  assert.doesNotMatch(inspect(promise), /Getter|iterator/);
  assert.deepEqual(await promise, [1, 2]);
  assert.deepEqual(await Promise.all([promise]), [[1, 2]]);
  assert.deepEqual(Object.keys(promise), []);
});

it('tells the others what is missing', () => {
  const promise = unawaited(Promise.resolve(), options) as unknown as {
    history: object;
    0: number;
    [Symbol.iterator](): Iterator<number>;
  };
  const uses = [
    () => promise.history,
    () => promise[0],
    () => {
      const [first] = promise;
      return first;
    },
  ];
  for (const use of uses) {
    assert.throws(use, (error: ValueError) => {
      assert.ok(error instanceof ValueError);
      assert.match(error.message, /^fit: expected its result; received a promise of it\./);
      return error.fix === options.fix;
    });
  }
});

it('has no text and is no number', () => {
  const promise = unawaited(Promise.resolve(), options) as unknown as number;
  const message = `fit: expected its result; received a promise of it.\nFix: ${options.fix}`;
  for (const use of [() => `${promise}`, () => promise + 1, () => Number(promise)])
    assert.throws(use, { name: 'TypeError', message, fix: options.fix });
});
