import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { camelCase, camelCaseKeys } from '../../../../src/support/names.js';
import { ramp } from '../../../oracle/layer-case.js';
import {
  assertClose,
  assertZero,
  isOracleArray,
  type OracleArray,
  oracleCases,
  toTensor,
} from '../../../oracle/oracle.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly op: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly found: readonly OracleArray[];
  /** null where TensorFlow itself has no gradient. */
  readonly gradients: readonly (OracleArray | null)[] | null;
}

/** Compares the ops of one file with those of Keras: values, dtypes, gradients. `group` is that of test/oracle/cases. */
export function compareOps(file: string, ops: object, group = 'ops'): void {
  describe(`ops of ${file} equal those of Keras`, () => {
    before(ensureReady);
    for (const { name, op, args, options, found, gradients } of oracleCases<Case>(group).filter(
      (one) => one.file === file,
    ))
      it(name, () => {
        const compute = (ops as Record<string, (...args: unknown[]) => tf.Tensor | tf.Tensor[]>)[
          camelCase(op)
        ]!;
        tf.tidy(() => {
          const values = args.map(revive);
          const given =
            Object.keys(options).length > 0
              ? [...values, camelCaseKeys(revive(options) as Record<string, unknown>)]
              : values;
          const sources = values.filter((value) => value instanceof tf.Tensor && value.dtype === 'float32');
          const tape = new GradientTape();
          tape.watch(sources as tf.Tensor[]);
          let list: tf.Tensor[] = [];
          const loss = tape.run(() => {
            const result = compute(...given);
            list = Array.isArray(result) ? result : [result];
            return tf.addN(list.map((one) => tf.sum(tf.mul(tf.cast(one, 'float32'), ramp(one.shape)))));
          });
          assert.equal(list.length, found.length, 'number of outputs');
          found.forEach((expected, i) => {
            assert.equal(list[i]!.dtype, expected.dtype, `dtype of ${op}[${i}]`);
            assertClose(list[i]!, expected, 1e-5, `${op}[${i}]`);
          });
          if (gradients === null) return tape.dispose();
          const slopes = tape.gradient(loss, sources as tf.Tensor[]);
          gradients.forEach((expected, i) => {
            const slope = slopes[i] ?? tf.zerosLike(sources[i] as tf.Tensor);
            if (expected === null) assertZero(slope, `gradient ${i} of ${op}`);
            else assertClose(slope, expected, 1e-5, `gradient ${i} of ${op}`);
          });
        });
      });
  });
}

function revive(arg: unknown): unknown {
  if (isOracleArray(arg)) return toTensor(arg);
  if (Array.isArray(arg)) return arg.map(revive);
  if (typeof arg !== 'object' || arg === null) return arg;
  return Object.fromEntries(Object.entries(arg).map(([key, value]) => [key, revive(value)]));
}
