import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Embedding, Input, Layer, LSTM } from '../../../src/layers/index.js';
import { specByRunning, specFromShapes } from '../../../src/layers/output-spec.js';
import { SymbolicTensor } from '../../../src/layers/symbolic-tensor.js';

const input = new SymbolicTensor({ shape: [null, 4], dtype: 'float32' });

describe('the outputs of a layer', () => {
  before(ensureReady);

  it('follow from shapes in any structure', () => {
    const { a, b } = specFromShapes({ a: [null, 2], b: [[3]] }, 'int32') as unknown as {
      a: SymbolicTensor;
      b: SymbolicTensor[];
    };
    assert.deepEqual([a.shape, a.dtype, b[0]!.shape], [[null, 2], 'int32', [3]]);
  });

  it('follow from runs on zeros: what differs between two sizes is unknown', () => {
    const before = tf.memory().numTensors;
    const call = (x: unknown) => [tf.sum(x as tf.Tensor, 1), tf.argMax(x as tf.Tensor, 0)];
    const [sums, best] = specByRunning({ name: 'layer', call }, input, {}) as SymbolicTensor[];
    assert.deepEqual([sums!.shape, sums!.dtype], [[null], 'float32']);
    assert.deepEqual([best!.shape, best!.dtype], [[4], 'int32']);
    assert.equal(tf.memory().numTensors, before);
  });

  it('are found without training, with symbolic options as zeros', () => {
    const seen: unknown[] = [];
    const call = (x: unknown, options: { training?: boolean; state?: unknown } = {}) => {
      seen.push(options.training, (options.state as tf.Tensor).shape);
      return x as tf.Tensor;
    };
    specByRunning({ name: 'layer', call: call as never }, input, { training: true, state: input });
    assert.deepEqual(seen, [false, [2, 4], false, [3, 4]]);
  });

  it("are tried with the masks that their inputs will have, also of classes of one's own", () => {
    class Halves extends Layer {
      override call(x: tf.Tensor): tf.Tensor[] {
        return tf.split(x, 2, 1);
      }

      override computeMask(_x: tf.Tensor, mask: tf.Tensor | null = null): tf.Tensor[] | null {
        return mask === null ? null : tf.split(mask, 2, 1);
      }
    }
    class Counted extends Layer {
      override supportsMasking = true;

      override call(x: tf.Tensor, { mask }: { mask?: tf.Tensor } = {}): tf.Tensor {
        return tf.mul(x, tf.expandDims(tf.cast(mask!, 'float32'), -1));
      }
    }
    const tokens = Input({ shape: [6], dtype: 'int32' });
    const x = new Embedding({ inputDim: 5, outputDim: 3, maskZero: true })(tokens);
    const [, last] = new Halves()(x) as unknown as SymbolicTensor[];
    const counted = new Counted()(last!);
    assert.deepEqual(
      [counted.shape, counted.maskShape],
      [
        [null, 3, 3],
        [null, 3],
      ],
    );
    assert.equal(new LSTM({ units: 2 })(counted).maskShape, null);
  });
});
