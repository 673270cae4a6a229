import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import type { Initializer } from '../../src/initializers/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases, withoutLeaks } from './oracle.js';

interface InitializerCase {
  readonly name: string;
  readonly cls: string;
  readonly options: Record<string, unknown>;
  readonly shape: number[];
  readonly values?: OracleArray;
  readonly mean: number;
  readonly std: number;
  readonly least: number;
  readonly most: number;
  readonly config: Record<string, unknown>;
}

type InitializerClass = (new (options?: never) => Initializer) & { readonly className: string };

/**
 * Tests an initializer against all cases of Keras's: the values where they are fixed, else mean, deviation and extremes;
 * the same values again for a seed, other values for another; the configuration.
 */
export function testInitializer(type: InitializerClass): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    const cases = oracleCases<InitializerCase>('initializers').filter(({ cls }) => cls === type.className);
    assert.ok(cases.length > 0, `no cases for ${type.className}`);
    for (const one of cases)
      it(one.name, () =>
        withoutLeaks(() =>
          tf.tidy(() => (one.values ? checkValues(type, one, one.values) : checkRandom(type, one))),
        ),
      );
  });
}

function checkValues(
  type: InitializerClass,
  { options, shape, config }: InitializerCase,
  values: OracleArray,
): void {
  const initializer = new type(camelCaseKeys(options) as never);
  assertClose(initializer(shape), values);
  // Keras forgets the gain of Identity.
  const ours = initializer.getConfig();
  for (const [key, expected] of Object.entries(config))
    assert.deepEqual(ours[key], expected, `config ${key}`);
}

function checkRandom(type: InitializerClass, one: InitializerCase): void {
  const { options, shape, mean, std, least, most, config } = one;
  const make = (seed: number) => new type({ ...camelCaseKeys(options), seed } as never);
  const initializer = make(3);
  const values = initializer(shape).dataSync<'float32'>();
  const size = values.length;
  const average = values.reduce((sum, value) => sum + value, 0) / size;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / size);
  // Two samples of n values: five standard errors, and as much for Keras's own.
  assert.ok(Math.abs(average - mean) <= (8 * std) / Math.sqrt(size), `mean ${average}, Keras ${mean}`);
  assert.ok(Math.abs(deviation - std) <= (8 * std) / Math.sqrt(size), `deviation ${deviation}, Keras ${std}`);
  const bounded =
    one.cls !== 'RandomNormal' &&
    options['distribution'] !== 'untruncated_normal' &&
    one.cls !== 'Orthogonal';
  if (bounded) {
    const width = most - least;
    assert.ok(Math.abs(Math.min(...values) - least) <= 0.02 * width, 'least');
    assert.ok(Math.abs(Math.max(...values) - most) <= 0.02 * width, 'most');
  }
  assert.deepEqual(initializer(shape).dataSync(), values, 'an initializer gives the same values again');
  assert.deepEqual(make(3)(shape).dataSync(), values, 'a seed gives the same values again');
  assert.notDeepEqual(make(4)(shape).dataSync(), values, 'another seed gives other values');
  assert.deepEqual(initializer.getConfig(), config);
}
