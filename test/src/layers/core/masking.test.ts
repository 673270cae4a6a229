import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Masking } from '../../../../src/layers/core/masking.js';
import { getMask } from '../../../../src/layers/mask.js';

describe('Masking', () => {
  before(ensureReady);

  it('masks time steps in which every feature has the value', () => {
    const output = new Masking()(
      tf.tensor3d([
        [
          [1, 0],
          [0, 0],
          [0, 2],
        ],
      ]),
    );
    assert.deepEqual(output.arraySync(), [
      [
        [1, 0],
        [0, 0],
        [0, 2],
      ],
    ]);
    assert.deepEqual(getMask(output)?.arraySync(), [[1, 0, 1]]);
  });

  it('sets them to zero', () => {
    const output = new Masking({ maskValue: -1 })(
      tf.tensor3d([
        [
          [-1, -1],
          [-1, 3],
        ],
      ]),
    );
    assert.deepEqual(output.arraySync(), [
      [
        [0, 0],
        [-1, 3],
      ],
    ]);
    assert.deepEqual(getMask(output)?.arraySync(), [[0, 1]]);
  });

  it('checks its option and keeps it in the config', () => {
    assert.equal(new Masking({ maskValue: 2 }).getConfig()['mask_value'], 2);
    assert.throws(
      () => new Masking({ maskValue: 'x' as never }),
      /Masking: maskValue must be a finite number; received "x"/,
    );
  });
});
