import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { liveTensors } from '../../live-tensors.js';
import { smallData, smallModel } from './small-model.js';

describe('steps on one batch', () => {
  before(ensureReady);

  it('train or test, give this batch’s logs, and leave nothing behind', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    const tested = await model.testOnBatch(x, y);
    const before = await liveTensors();
    const trained = await model.trainOnBatch(x, y);
    assert.equal(await liveTensors(), before);
    assert.deepEqual(trained, tested);
    assert.ok((await model.testOnBatch(x, y))[0]! < trained[0]!);
  });

  it('take weights of samples or classes', async () => {
    const model = smallModel();
    const [x, y] = smallData(6);
    const [none] = await model.testOnBatch(x, y, { sampleWeight: [0, 0, 0, 0, 0, 0] });
    assert.equal(none, 0);
    const [classes] = await model.trainOnBatch(x, y, { classWeight: { 0: 0, 1: 0, 2: 0 } });
    assert.equal(classes, 0);
    await assert.rejects(model.testOnBatch(x, y, { classWeight: {} }), /unknown option classWeight/);
    const both = { classWeight: {}, sampleWeight: [1, 1, 1, 1, 1, 1] };
    await assert.rejects(model.trainOnBatch(x, y, both), /one of classWeight and sampleWeight/);
  });
});
