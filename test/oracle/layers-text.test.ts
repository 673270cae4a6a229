import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as layers from '../../src/layers/index.js';
import { SymbolicTensor } from '../../src/layers/symbolic-tensor.js';
import type { KerasConfig } from '../../src/support/registry.js';
import { checkConfig } from './layer-case.js';
import { assertClose, isOracleArray, type OracleArray, oracleCases, withoutLeaks } from './oracle.js';

type Values = string | number | readonly Values[];

/** What a layer learnt and made of texts or integers. */
interface TextCase {
  readonly name: string;
  readonly layer: KerasConfig;
  readonly adapt: Values | null;
  readonly batches: readonly Values[] | null;
  readonly x: Values;
  readonly y: OracleArray | Values;
  readonly vocabulary: readonly (string | number)[] | null;
}

const tensor = (values: Values): tf.Tensor => {
  const made = tf.tensor(values as tf.TensorLike);
  return made.dtype === 'string' ? made : tf.cast(made, 'int32');
};

async function check(one: TextCase): Promise<void> {
  const layer = layers.deserialize(one.layer) as layers.StringLookup | layers.Hashing;
  checkConfig(narrow(layer.getConfig()), narrow(one.layer.config as Record<string, unknown>));
  if ('adapt' in layer) {
    if (one.adapt !== null) layer.adapt(one.adapt as string[]);
    if (one.batches !== null) await layer.adapt(later(one.batches.map(tensor)));
    assert.deepEqual(layer.getVocabulary(), one.vocabulary);
  }
  withoutLeaks(() => tf.tidy(() => checkCall(one, layer)));
}

function checkCall({ x, y, layer: { class_name } }: TextCase, layer: layers.Layer): void {
  const given = class_name === 'HashedCrossing' ? (x as Values[]).map(tensor) : tensor(x);
  const found = layer(given) as tf.Tensor;
  if (isOracleArray(y)) assertClose(found, y, 1e-6);
  else assert.deepEqual(found.arraySync(), y);
  if (!Array.isArray(given) && given.rank === 0) return;
  const symbolic = (one: tf.Tensor) =>
    new SymbolicTensor({ shape: [null, ...one.shape.slice(1)], dtype: one.dtype });
  if (!Array.isArray(given) && given.rank === 1 && found.rank === 1 && found.dtype === 'float32') return;
  const spec = layer(Array.isArray(given) ? given.map(symbolic) : symbolic(given)) as SymbolicTensor;
  assert.equal(spec.dtype, found.dtype, 'dtype of a symbolic call');
  assert.equal(spec.rank, found.rank, 'rank of a symbolic call');
  spec.shape.forEach((size, axis) => {
    if (size !== null) assert.equal(size, found.shape[axis], `size of axis ${axis} of a symbolic call`);
  });
}

/** Integers have 64 bits in Keras. */
function narrow(config: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(config).replaceAll('int64', 'int32')) as Record<string, unknown>;
}

async function* later<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

describe('layers for texts and categories equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<TextCase>('layers_text')) it(one.name, () => check(one));
});
