import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { getRandomState, permutation, setRandomState } from '../../../src/backends/random.js';
import { Callback } from '../../../src/callbacks/callback.js';
import { EpochBatches } from '../../../src/models/epoch-batches.js';
import { smallData, smallModel } from './small-model.js';

describe('going on in the middle of an epoch', () => {
  before(ensureReady);

  it('finds the same order of the data and the next random numbers', () => {
    const state = getRandomState();
    const first = [...permutation(20)];
    const next = permutation(3);
    setRandomState(state);
    assert.deepEqual([...permutation(20)], first);
    assert.deepEqual(permutation(3), next);
  });

  it('leaves batches out, and tells where the data is', async () => {
    const batch = (i: number) => ({ size: 1, tensors: () => [tf.scalar(i)] as const });
    const source = {
      batches: 4,
      samples: 4,
      open() {
        let i = 0;
        return { next: () => (i < 4 ? batch(i++) : null) };
      },
    };
    const batches = new EpochBatches('fit', source, null);
    await batches.skip(2);
    batches.begin(2);
    const [x] = (await batches.next())!.tensors();
    assert.equal((x as tf.Tensor).arraySync(), 2);
    assert.equal(batches.place?.batches, 3);
    await assert.rejects(
      new EpochBatches('fit', source, null).skip(9),
      /expected at least 9 batches .* gave 4/,
    );
  });

  it('continues at a point that a callback sets, with the history before it', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    class Resume extends Callback {
      override onTrainBegin(): void {
        const position = this.model.fitPosition!;
        const random = getRandomState();
        position.resume = {
          epoch: 1,
          stopTraining: false,
          batch: 0,
          data: null,
          random,
          metrics: [],
          epochs: [[0, { loss: 7 }]],
        };
      }
    }
    const { history, epoch } = await model.fit(x, y, { epochs: 2, verbose: 0, callbacks: new Resume() });
    assert.deepEqual(epoch, [0, 1]);
    assert.equal(history.loss[0], 7);
    assert.equal(history.loss.length, 2);
    assert.equal(model.fitPosition, null);
  });
});
