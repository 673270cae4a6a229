import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureOf } from '../../../kernel/serve/signature.js';
import { layers, Model, Sequential, type Tensor } from '../../../src/index.js';

test('a signature has names, shapes and types; of a program of its own only the input', () => {
  const model = new Sequential([new layers.Embedding({ inputDim: 5, outputDim: 2, inputShape: [4] })]);
  const { inputs, outputs } = signatureOf(model);
  assert.deepEqual(
    [inputs[0]!.shape, outputs![0]!.shape],
    [
      [null, 4],
      [null, 4, 2],
    ],
  );
  class Own extends Model {
    dense = new layers.Dense({ units: 1 });

    override call(x: Tensor): Tensor {
      return this.dense(x);
    }
  }
  const own = new Own();
  own.build([null, 7]);
  assert.deepEqual(signatureOf(own), {
    inputs: [{ name: 'input', shape: [null, 7], dtype: 'float32' }],
    outputs: null,
  });
});
