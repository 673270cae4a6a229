import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { TensorSpec } from '../../../src/data/tensor-spec.js';

const shown = (dataset: Dataset<unknown>) => String(dataset.elementSpec);

describe('the spec of what a function makes', () => {
  before(ensureReady);

  it('is that of examples, which nobody has to read', () => {
    const batches = Dataset.fromGenerator(() => assert.fail('read'), {
      outputSignature: [new TensorSpec({ shape: [null, 3] }), new TensorSpec({ shape: [], dtype: 'string' })],
    });
    const seen: unknown[] = [];
    const mapped = batches.map((x, text) => {
      seen.push([x.shape, text.dataSync()[0]]);
      return {
        rows: x.shape[0] as number,
        both: tf.concat([x, x]),
        word: String(text.dataSync()[0]).split(' '),
      };
    });
    assert.deepEqual(mapped.elementSpec, {
      rows: new TensorSpec({ shape: [] }),
      both: new TensorSpec({ shape: [null, 3] }),
      word: new TensorSpec({ shape: [null], dtype: 'string' }),
    });
    assert.deepEqual(seen, [
      [[2, 3], ''],
      [[3, 3], 'a b'],
    ]);
  });

  it('is that of the first element for a function that has to have one, and keeps what varies', () => {
    const table: Readonly<Record<string, number[]>> = { cat: [1, 2] };
    const names = Dataset.fromTensorSlices(['cat']);
    assert.equal(
      shown(names.map((name) => tf.tensor(table[name.dataSync()[0]!]!))),
      'TensorSpec((2,), float32)',
    );
    const fives = Dataset.range(10).batch(5);
    assert.equal(shown(fives.map((x) => x.reshape([-1, 5]).transpose())), 'TensorSpec((null, 1), int32)');
    assert.throws(
      () => names.take(0).map((name) => table[name.dataSync()[0]!]!.length).elementSpec,
      /is empty/,
    );
    assert.throws(() => names.map(() => assert.fail('never')).elementSpec, /Dataset.map, element 0: never/);
  });

  it('lets a generator go on from the elements that were looked at', async () => {
    let begun = 0;
    const generator = Dataset.fromGenerator(function* () {
      const first = 7 * ++begun;
      for (let i = 0; i < 3; i++) yield tf.tensor1d([first + i]);
    });
    const mapped = Dataset.zip([generator, generator]).map((x, y) => {
      assert.ok(x.dataSync()[0]! >= 7);
      return x.concat(y);
    });
    assert.equal(shown(generator), 'TensorSpec((1,), float32)');
    assert.equal(shown(mapped), 'TensorSpec((2,), float32)');
    assert.equal(shown(mapped), 'TensorSpec((2,), float32)');
    assert.equal(begun, 2);
    const rows: number[][] = [];
    for await (const row of mapped.asNumpyIterator()) rows.push(row as unknown as number[]);
    assert.deepEqual(rows, [
      [7, 14],
      [8, 15],
      [9, 16],
    ]);
    assert.equal(begun, 2);
    assert.equal((await generator.toArray()).length, 3);
    assert.equal(begun, 3);
  });
});
