import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { GradientTape } from '../../src/backends/gradients/gradient-tape.js';
import { camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface FunctionCase {
  readonly name: string;
  readonly cls: string;
  readonly options: Record<string, unknown>;
  readonly x: OracleArray;
  readonly value: OracleArray;
  readonly gradient?: OracleArray;
  readonly config: Record<string, unknown>;
}

type FunctionClass = (new (
  options?: never,
) => ((x: tf.Tensor) => tf.Tensor) & { getConfig(): Record<string, unknown> }) & {
  readonly className: string;
};

/** Tests a regularizer or constraint against all cases of Keras's: values, gradients, configuration, no tensor left. */
export function testTensorFunction(group: 'regularizers' | 'constraints', type: FunctionClass): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    const cases = oracleCases<FunctionCase>(group).filter(({ cls }) => cls === type.className);
    assert.ok(cases.length > 0, `no cases for ${type.className}`);
    for (const { name, options, x, value, gradient, config } of cases)
      it(name, () =>
        withoutLeaks(() =>
          tf.tidy(() => {
            const made = new type(camelCaseKeys(options) as never);
            const input = toTensor(x);
            const tape = new GradientTape();
            tape.watch(input);
            const output = tape.run(() => made(input));
            assertClose(output, value);
            if (gradient) assertClose(tape.gradient(output, input), gradient, 1e-5, 'gradient');
            else tape.dispose();
            const ours = made.getConfig();
            assert.deepEqual(Object.keys(ours).sort(), Object.keys(config).sort());
            for (const [key, expected] of Object.entries(config))
              if (typeof expected === 'number') assertClose(ours[key] as number, expected);
              else assert.deepEqual(ours[key], expected, `config ${key}`);
          }),
        ),
      );
  });
}
