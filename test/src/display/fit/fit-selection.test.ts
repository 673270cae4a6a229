import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectRows } from '../../../../src/display/fit/fit-selection.js';
import { epochs, FINISHED, RUNNING, STOPPED } from '../sample-fit.js';

const numbers = (rows: readonly { epoch: number }[]) => rows.map(({ epoch }) => epoch + 1);

test('few epochs: all', () => {
  const { shown, others, words } = selectRows(FINISHED);
  assert.equal(shown.length, 12);
  assert.equal(others.length, 0);
  assert.equal(words, undefined);
});

test('many epochs at the end: the best and the last eight', () => {
  const { shown, others, words } = selectRows(STOPPED);
  assert.deepEqual(numbers(shown), [8, 11, 12, 13, 14, 15, 16, 17, 18]);
  assert.deepEqual(numbers(others), [1, 2, 3, 4, 5, 6, 7, 9, 10]);
  assert.equal(words, 'the best and the last eight epochs');
});

test('the best is among the last', () => {
  const { shown, words } = selectRows({ ...STOPPED, monitor: { name: 'loss', mode: 'min' } });
  assert.deepEqual(numbers(shown), [11, 12, 13, 14, 15, 16, 17, 18]);
  assert.equal(words, 'the last eight epochs');
});

test('while it runs: never more than twelve rows, the running one last', () => {
  for (let count = 0; count <= 18; count++) {
    const current = { ...RUNNING.current!, epoch: count };
    const { shown, others } = selectRows({ ...RUNNING, epochs: 50, done: epochs(count), current });
    assert.ok(shown.length <= 12, `${shown.length} rows`);
    assert.equal(shown.at(-1), current);
    assert.equal(shown.length + others.length, count + 1);
  }
});
