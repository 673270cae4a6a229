import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixForPython } from '../../../../kernel/engine/errors/python-habits.js';

const fix = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? fixForPython(error, error.message) : undefined;
  }
  return undefined;
};

test('Python’s names and words are told in TypeScript', () => {
  assert.equal(
    fix(() => new Function('model', 'model.train_on_batch()')({})),
    'trainOnBatch: names are in camelCase here',
  );
  assert.equal(
    fix(() => new Function('print("a")')()),
    'console.log(...)',
  );
  assert.equal(
    fix(() => new Function('return True')()),
    'true',
  );
});

test('other errors have no such advice', () => {
  assert.equal(
    fix(() => new Function('model', 'model.train()')({})),
    undefined,
  );
  assert.equal(
    fix(() => new Function('own_name')()),
    undefined,
  );
  assert.equal(
    fix(() => new Function('toString_')()),
    undefined,
  );
  assert.equal(fixForPython(new RangeError('print is not defined'), 'print is not defined'), undefined);
});
