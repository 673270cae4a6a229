import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../src/activations/index.js';
import { ensureReady } from '../../src/backends/choose.js';
import { GradientTape } from '../../src/backends/gradient-tape.js';
import { get, type Loss } from '../../src/losses/index.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface Case {
  readonly name: string;
  readonly cls: string;
  readonly activation?: 'softmax' | 'sigmoid';
  readonly options: Record<string, unknown>;
  readonly x: OracleArray;
  readonly y_true: OracleArray;
  readonly y_pred: OracleArray;
  readonly sample_weight: OracleArray | null;
  readonly per_sample: OracleArray;
  readonly value: OracleArray;
  readonly gradient: OracleArray;
  readonly config: Record<string, unknown>;
  readonly loss_name: string;
}

describe('losses equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('losses'))
    it(one.name, () =>
      withoutLeaks(() =>
        tf.tidy(() => {
          if (one.activation === undefined) checkLoss(one);
          else checkFromActivation(one, one.activation);
        }),
      ),
    );
});

function checkLoss({
  cls,
  options,
  y_true,
  y_pred,
  sample_weight,
  per_sample,
  value,
  gradient,
  config,
  loss_name,
}: Case): void {
  const loss = get({ class_name: cls, config: options }) as Loss;
  const [labels, predicted] = [toTensor(y_true), toTensor(y_pred)];
  const weight = sample_weight && toTensor(sample_weight);
  const tape = new GradientTape();
  tape.watch(predicted);
  const result: tf.Tensor = tape.run(() => loss(labels, predicted, weight));
  assertClose(result, value);
  assertClose(tape.gradient(result, predicted), gradient, 1e-5, 'gradient');
  assertClose(loss.call(tf.cast(labels, 'float32'), predicted), per_sample, 1e-5, 'per sample');
  assert.equal(loss.name, loss_name);
  const ours = loss.getConfig();
  for (const [key, expected] of Object.entries(config))
    assert.deepEqual(ours[key], expected, `config ${key}`);
}

function checkFromActivation(
  { cls, y_true, x, value, gradient }: Case,
  activation: 'softmax' | 'sigmoid',
): void {
  const loss = get(cls) as Loss;
  const logits = toTensor(x);
  const tape = new GradientTape();
  tape.watch(logits);
  const result = tape.run(() => loss(toTensor(y_true), activations.get(activation)(logits)));
  assertClose(result, value);
  assertClose(tape.gradient(result, logits), gradient, 1e-5, 'gradient');
}
