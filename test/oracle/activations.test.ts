import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../src/activations/index.js';
import { ensureReady } from '../../src/backends/choose.js';
import { GradientTape } from '../../src/backends/gradient-tape.js';
import { camelCase, camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface Case {
  readonly name: string;
  readonly fn: string;
  readonly options: Record<string, unknown>;
  readonly x: OracleArray;
  readonly dy: OracleArray;
  readonly y: OracleArray;
  readonly dx: OracleArray;
}

type Fn = (x: tf.Tensor, options: Record<string, unknown>) => tf.Tensor;

describe('activations equal those of Keras', () => {
  before(ensureReady);
  for (const { name, fn, options, x, dy, y, dx } of oracleCases<Case>('activations'))
    it(name, () => {
      const activation = (activations as unknown as Record<string, Fn>)[camelCase(fn)]!;
      withoutLeaks(() =>
        tf.tidy(() => {
          const input = toTensor(x);
          const tape = new GradientTape();
          tape.watch(input);
          const output = tape.run(() => activation(input, camelCaseKeys(options)));
          assertClose(output, y);
          assertClose(tape.gradient(output, input, toTensor(dy)), dx, 1e-5, 'gradient');
        }),
      );
    });
});
