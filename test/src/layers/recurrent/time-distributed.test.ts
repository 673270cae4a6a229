import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dense } from '../../../../src/layers/core/dense.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { Layer } from '../../../../src/layers/layer.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';
import { TimeDistributed } from '../../../../src/layers/recurrent/time-distributed.js';
import '../../../../src/layers/registered.js';

describe('TimeDistributed', () => {
  before(ensureReady);

  it('applies one layer to each time step', () => {
    const layer = new TimeDistributed({ layer: new Dense({ units: 2, kernelInitializer: 'ones' }) });
    assert.deepEqual(
      layer(
        tf.tensor3d([
          [
            [1, 2],
            [3, 4],
          ],
        ]),
      ).arraySync(),
      [
        [
          [3, 3],
          [7, 7],
        ],
      ],
    );
    assert.equal(layer.weights.length, 2);
    assert.deepEqual(
      new TimeDistributed({ layer: new Dense({ units: 2 }) })(Input({ shape: [null, 5] })).shape,
      [null, null, 2],
    );
  });

  it('hands each time step its part of the mask, and the mask on', () => {
    const seen: unknown[] = [];
    class Look extends Layer {
      override call(x: tf.Tensor, { mask }: { mask?: unknown } = {}): tf.Tensor {
        seen.push((mask as tf.Tensor).arraySync());
        return tf.mul(x, 1);
      }
    }
    const x = tf.ones([2, 3, 1]);
    setMask(
      x,
      tf.tensor2d(
        [
          [1, 0, 1],
          [0, 1, 1],
        ],
        [2, 3],
        'bool',
      ),
    );
    const output = new TimeDistributed({ layer: new Look() })(x);
    assert.deepEqual(seen, [
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    assert.deepEqual(getMask(output)?.arraySync(), [
      [1, 0, 1],
      [0, 1, 1],
    ]);
  });

  it('says what does not fit', () => {
    const layer = new TimeDistributed({ layer: new Dense({ units: 2 }) });
    assert.throws(() => layer(tf.ones([2, 3])), /TimeDistributed .*: expected an input with at least 3 axes/);
    assert.throws(
      () => layer(tf.ones([2, 3, 1]), { mask: tf.ones([2, 4]) }),
      /mask must begin with the axes \(2, 3\); received shape \(2, 4\)/,
    );
    assert.throws(
      () => new TimeDistributed({ layer: 1 as never }),
      /TimeDistributed: layer must be a layer; received 1/,
    );
  });

  it('goes round through its config', () => {
    const config = new TimeDistributed({ layer: new Dense({ units: 2 }) }).getConfig();
    assert.deepEqual(TimeDistributed.fromConfig(config).getConfig(), config);
  });
});
