import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { compute, keepBooks } from '../../../../src/backends/recording/guarded.js';

test('work goes through the engine’s methods, which others may guard', () => {
  const engine = tf.engine() as unknown as Record<'runRecorded' | 'keepRecorded', (work: () => void) => void>;
  const before = { ...engine };
  const seen: string[] = [];
  engine.runRecorded = () => {
    throw new Error('asked to stop');
  };
  engine.keepRecorded = (work) => {
    seen.push('kept');
    work();
  };
  try {
    assert.throws(() => compute(() => seen.push('computed')), /asked to stop/);
    keepBooks(() => seen.push('done'));
  } finally {
    Object.assign(engine, { runRecorded: before.runRecorded, keepRecorded: before.keepRecorded });
  }
  compute(() => seen.push('computed'));
  assert.deepEqual(seen, ['kept', 'done', 'computed']);
});
