import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { GradientTape } from '../../src/backends/gradients/gradient-tape.js';
import { camelCase, camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface ActivationCase {
  readonly name: string;
  readonly fn: string;
  readonly options: Record<string, unknown>;
  readonly x: OracleArray;
  readonly dy: OracleArray;
  readonly y: OracleArray;
  readonly dx: OracleArray;
}

/** Tests an activation against all cases of Keras's: values, gradients, and that no tensor is left. */
export function testActivation(activation: (x: tf.Tensor, options: never) => tf.Tensor): void {
  describe(`${activation.name} equals Keras's`, () => {
    before(ensureReady);
    const cases = oracleCases<ActivationCase>('activations').filter(
      ({ fn }) => camelCase(fn) === activation.name,
    );
    assert.ok(cases.length > 0, `no cases for ${activation.name}`);
    for (const { name, options, x, dy, y, dx } of cases)
      it(name, () =>
        withoutLeaks(() =>
          tf.tidy(() => {
            const input = toTensor(x);
            const tape = new GradientTape();
            tape.watch(input);
            const output = tape.run(() => activation(input, camelCaseKeys(options) as never));
            assertClose(output, y);
            assertClose(tape.gradient(output, input, toTensor(dy)), dx, 1e-5, 'gradient');
          }),
        ),
      );
  });
}
