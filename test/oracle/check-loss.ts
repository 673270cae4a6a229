import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { GradientTape } from '../../src/backends/gradients/gradient-tape.js';
import { rememberLogits } from '../../src/backends/operations/logits.js';
import type { Loss } from '../../src/losses/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface LossCase {
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

type LossClass = (new (options?: never) => Loss) & { readonly className: string };
type LossFunction = (yTrue: tf.Tensor, yPred: tf.Tensor, options: never) => tf.Tensor;

/**
 * Tests a loss, as a class and as a function, against all cases of Keras's: reduced and per sample, gradients, weights,
 * configuration, refused options, and that no tensor is left.
 */
export function testLoss(type: LossClass, fn: LossFunction): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    const cases = oracleCases<LossCase>('losses').filter(({ cls }) => cls === type.className);
    assert.ok(cases.length > 0, `no cases for ${type.className}`);
    for (const one of cases)
      it(one.name, () =>
        withoutLeaks(() =>
          tf.tidy(() => {
            if (one.activation === undefined) check(type, fn, one);
            else checkFromActivation(new type(), one, one.activation);
          }),
        ),
      );
    it('refuses unknown options', () => {
      assert.throws(() => new type({ nonsense: 1 } as never), {
        name: 'ValueError',
        message: new RegExp(`${type.className}: unknown option nonsense`),
      });
    });
  });
}

function check(type: LossClass, fn: LossFunction, one: LossCase): void {
  const { reduction, ...own } = camelCaseKeys(one.options);
  const loss = new type({ ...own, ...(reduction === undefined ? {} : { reduction }) } as never);
  const [labels, predicted] = [toTensor(one.y_true), toTensor(one.y_pred)];
  const weight = one.sample_weight && toTensor(one.sample_weight);
  const tape = new GradientTape();
  tape.watch(predicted);
  const result: tf.Tensor = tape.run(() => loss(labels, predicted, weight));
  assertClose(result, one.value);
  assertClose(tape.gradient(result, predicted), one.gradient, 1e-5, 'gradient');
  assertClose(loss.call(tf.cast(labels, 'float32'), predicted), one.per_sample, 1e-5, 'per sample');
  // Only the class makes one rank of (batch,) and (batch, 1).
  if (labels.rank !== 1 || predicted.rank !== 2 || one.y_pred.shape[1] !== 1)
    assertClose(fn(labels, predicted, own as never), one.per_sample, 1e-5, 'function');
  assert.equal(loss.name, one.loss_name);
  const ours = loss.getConfig();
  for (const [key, expected] of Object.entries(one.config))
    assert.deepEqual(ours[key], expected, `config ${key}`);
}

function checkFromActivation(
  loss: Loss,
  { y_true, x, value, gradient }: LossCase,
  activation: 'softmax' | 'sigmoid',
): void {
  const logits = toTensor(x);
  const tape = new GradientTape();
  tape.watch(logits);
  const result = tape.run(() =>
    loss(
      toTensor(y_true),
      rememberLogits(activation === 'softmax' ? tf.softmax(logits) : tf.sigmoid(logits), logits),
    ),
  );
  assertClose(result, value);
  assertClose(tape.gradient(result, logits), gradient, 1e-5, 'gradient');
}
