import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { TensorSpec } from '../../../../src/data/tensor-spec.js';
import { collect } from '../collect.js';

describe('fromGenerator', () => {
  before(ensureReady);
  it('begins the function anew for each reading, also an asynchronous one', async () => {
    const numbers = Dataset.fromGenerator(function* () {
      yield 1;
      yield 2;
    });
    assert.deepEqual(
      [await collect(numbers), await collect(numbers)],
      [
        [1, 2],
        [1, 2],
      ],
    );
    const later = Dataset.fromGenerator(async function* () {
      yield { x: tf.tensor1d([1, 2]), y: 'a' };
    });
    assert.deepEqual(await collect(later), [{ x: [1, 2], y: 'a' }]);
    assert.deepEqual(
      await collect(
        Dataset.fromGenerator(() => [
          [1, 2],
          [3, 4],
        ]),
      ),
      [
        [1, 2],
        [3, 4],
      ],
    );
  });
  it('takes arrays of one shape for a value, others for a tuple, and the signature for the word', async () => {
    const pairs = Dataset.fromGenerator(function* () {
      yield [[1, 2], 3] as const;
    });
    assert.deepEqual(await collect(pairs), [[[1, 2], 3]]);
    const signature = [new TensorSpec({ shape: [] }), new TensorSpec({ shape: [], dtype: 'int32' })];
    const two = Dataset.fromGenerator(() => [[1, 2]], { outputSignature: signature });
    const [element] = (await two.toArray()) as unknown as [tf.Tensor, tf.Tensor][];
    assert.deepEqual(
      element!.map(({ dtype }) => dtype),
      ['float32', 'int32'],
    );
  });
  it('names the element that does not fit, or where the generator failed', async () => {
    const one = (value: unknown, spec: TensorSpec) =>
      collect(Dataset.fromGenerator(() => [value] as never[], { outputSignature: spec }));
    await assert.rejects(
      one([1, 2, 3], new TensorSpec({ shape: [2] })),
      /element 0.*expected the shape \(2,\); received \(3,\)/,
    );
    await assert.rejects(one('a', new TensorSpec({ shape: [] })), /expected float32; received string/);
    await assert.rejects(
      collect(
        Dataset.fromGenerator(function* () {
          yield 1;
          throw new Error('no more');
        }),
      ),
      /Dataset.fromGenerator, element 1: no more/,
    );
    assert.throws(() => Dataset.fromGenerator([1] as never), /expected a function; received \[1\]/);
    await assert.rejects(collect(Dataset.fromGenerator((() => 5) as never)), /gives an iterable; it gave 5/);
  });
  it('ends the generator when the reading stops early', async () => {
    let ended = false;
    const endless = Dataset.fromGenerator(function* () {
      try {
        for (;;) yield 1;
      } finally {
        ended = true;
      }
    });
    await collect(endless.take(2));
    for await (const _ of endless) break;
    assert.equal(ended, true);
  });
  it('names the element that does not fit, and a function that fails', async () => {
    const bad = Dataset.fromGenerator(function* () {
      yield 1;
      yield undefined as never;
    });
    await assert.rejects(collect(bad), /DataError: Dataset.fromGenerator, element 1: expected tensors/);
    const failing = Dataset.fromGenerator(() => {
      throw new Error('no');
    });
    await assert.rejects(collect(failing), /Dataset.fromGenerator, element 0: no/);
  });
});
