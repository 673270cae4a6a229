import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { type Ask, askForPassword, askForText } from '../../../src/display/question.js';

function asking(answer: string): { ask: Ask; asked: unknown[] } {
  const asked: unknown[] = [];
  const ask: Ask = async (...question) => {
    asked.push(question);
    return answer;
  };
  return { ask, asked };
}

test('an empty answer gives the initial text, which the question shows', async () => {
  const { ask, asked } = asking('');
  assert.equal(await askForText(ask, 'q', 'dflt'), 'dflt');
  assert.equal(await askForText(ask, 'Epochs? ', 10), '10');
  assert.equal(await askForText(ask, undefined, 'x'), 'x');
  assert.equal(await askForText(ask, 'q'), '');
  assert.equal(await askForText(ask, 'q', null), '');
  const shown = ['q [dflt] ', 'Epochs? [10] ', '[x] ', 'q', 'q'];
  assert.deepEqual(
    asked,
    shown.map((text) => [text, { password: false }]),
  );
  assert.equal(await askForText(asking('typed').ask, 'q', 'dflt'), 'typed');
});

test('a question that nobody awaits is an error where it is taken for its answer', async () => {
  for (const [call, question] of [
    ['prompt', askForText],
    ['password', askForPassword],
  ] as const) {
    const answer = question(asking('typed').ask, 'n');
    const message = `${call}: expected its result; received a promise of it.\nFix: await ${call}(...)`;
    const plus = (left: unknown) => (left as string) + (answer as unknown as string);
    for (const use of [() => `n: ${answer}`, () => Number(answer), () => plus('n: '), () => String(answer)])
      assert.throws(use, { name: 'TypeError', message });
    assert.ok(answer instanceof Promise);
    assert.match(inspect(answer), /^Promise \{/);
    assert.doesNotMatch(inspect(answer), /toPrimitive/);
    assert.equal(await answer.then((typed) => typed.length), 5);
  }
});
