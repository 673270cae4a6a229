import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { classNames, featureNames, loadData } from '../../../src/datasets/iris.js';

describe('iris', () => {
  before(ensureReady);

  it("has Fisher's 150 flowers, split the same way each time", async () => {
    const [[xTrain, yTrain], [xTest, yTest]] = await loadData();
    assert.deepEqual(
      [xTrain.shape, yTrain.shape, xTest.shape, yTest.shape],
      [[120, 4], [120], [30, 4], [30]],
    );
    const all = xTrain.concat(xTest);
    // The means of the paper's table.
    const means = [5.843333, 3.057333, 3.758, 1.199333];
    for (const [i, mean] of all.mean(0).dataSync().entries())
      assert.ok(Math.abs(mean - means[i]!) < 1e-4, String(mean));
    assert.deepEqual(
      [0, 1, 2].map((kind) => [...yTrain.dataSync(), ...yTest.dataSync()].filter((y) => y === kind).length),
      [50, 50, 50],
    );
    const [[again]] = await loadData();
    assert.deepEqual(again.dataSync(), xTrain.dataSync());
    const [[other]] = await loadData({ seed: 1, testSplit: 0.5 });
    assert.deepEqual(other.shape, [75, 4]);
    assert.deepEqual([featureNames.length, classNames.length], [4, 3]);
  });

  it('refuses shares that cannot be', async () => {
    await assert.rejects(
      loadData({ testSplit: 1 }),
      /testSplit must be a number between 0 and 1; received 1/,
    );
  });
});
