import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { type ConfusionOptions, confusion } from '../../../src/metrics/confusion.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

/** Counts by their definition. */
function counted(labels: number[], scores: number[], threshold: number): number[] {
  const count = (label: number, above: boolean) =>
    labels.filter((l, i) => l === label && scores[i]! > threshold === above).length;
  return [count(1, true), count(0, true), count(0, false), count(1, false)];
}

const LABELS = [0, 1, 1, 0, 1, 0, 0, 1];
const SCORES = [0, 0.25, 0.5, 0.5, 0.75, 1, 0.1, 0.9];

function counts(options: ConfusionOptions): number[][] {
  return tf.tidy(() => {
    const found = confusion('test', LABELS, SCORES, options);
    const columns = [
      found.truePositives,
      found.falsePositives,
      found.trueNegatives,
      found.falseNegatives,
    ].map((x) => Array.from(x.dataSync()));
    return options.thresholds.map((_, i) => columns.map((column) => column[i]!));
  });
}

test('even thresholds, counted by buckets, and others give what the definition says', () => {
  for (const thresholds of [[0.5], [0.1, 0.3], [0, 0.25, 0.5, 0.75, 1]])
    assert.deepEqual(
      counts({ thresholds }),
      thresholds.map((threshold) => counted(LABELS, SCORES, threshold)),
      String(thresholds),
    );
});

test('weights of samples, of labels, one class, and labels apart', () => {
  tf.tidy(() => {
    const yTrue = [
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const yPred = [
      [0.9, 0.8],
      [0.2, 0.7],
      [0.6, 0.1],
    ];
    const positives = (options: Omit<ConfusionOptions, 'thresholds'>) =>
      confusion('test', yTrue, yPred, { thresholds: [0.5], ...options }).truePositives;
    assertClose(positives({}), [2]);
    assertClose(positives({ sampleWeight: [10, 1, 1] }), [11]);
    assertClose(positives({ labelWeights: [10, 1] }), [11]);
    assertClose(positives({ classId: 1 }), [1]);
    assertClose(positives({ topK: 1 }), [2]);
    assertClose(positives({ multiLabel: true }), [1, 1]);
  });
});

test('labels of another shape and classes that are not there are errors', () => {
  assert.throws(
    () =>
      confusion(
        'Precision',
        [1, 0],
        [
          [0.1, 0.9],
          [0.4, 0.6],
        ],
        { thresholds: [0.5] },
      ),
    {
      name: 'ShapeError',
      message:
        /Precision: expected labels in the shape of the predictions \(2, 2\); received \(2,\)\.\nFix: one-hot labels/,
    },
  );
  assert.throws(
    () => confusion('Recall', [1], [1], { thresholds: [0.5], classId: 3 }),
    /classId 3 needs shape/,
  );
});
