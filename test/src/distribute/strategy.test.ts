import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { currentReplica } from '../../../src/backends/replica.js';
import { Variable } from '../../../src/backends/variable.js';
import { getStrategy } from '../../../src/distribute/index.js';
import { Replication } from '../../../src/distribute/replication.js';
import { devicesOf, Strategy } from '../../../src/distribute/strategy.js';
import { Echo } from './echo.js';

class Several extends Strategy {
  constructor(readonly echo = new Echo()) {
    super(new Replication(echo));
  }
}

describe('Strategy', () => {
  before(ensureReady);

  it("gives the scope's value, begins variables with replica 0's, and closes the scope", async () => {
    const strategy = new Several();
    strategy.echo.calls.length = 0;
    const variable = strategy.scope(() => {
      assert.equal(getStrategy(), strategy);
      return new Variable(tf.ones([3]));
    });
    assert.deepEqual(variable.arraySync(), [1, 1, 1]);
    assert.deepEqual(strategy.echo.calls, ['broadcast 3']);
    assert.equal(await strategy.scope(async () => 7), 7);
    assert.throws(() => strategy.scope(() => assert.fail('within')), /within/);
    assert.notEqual(getStrategy(), strategy);
  });

  it('refuses the scope of another strategy inside its own, and what is no function', () => {
    const strategy = new Several();
    assert.throws(
      () => strategy.scope(() => new Several().scope(() => 1)),
      /the scope of another strategy is open/,
    );
    assert.throws(() => strategy.scope(5 as never), /expected a function; received 5/);
  });

  it('runs a function as a replica, which counts its equal share', () => {
    const share = new Several(new Echo(4)).run((add: number) => currentReplica()!.share + add, [1]);
    assert.equal(share, 1.25);
    assert.throws(() => new Several().run((() => 1) as never, 3 as never), /its arguments in an array/);
  });

  it('reduces over replicas, and along an axis first', () => {
    const strategy = new Several(new Echo(3));
    const value = tf.tensor1d([1, 2]);
    assert.deepEqual(strategy.reduce('SUM', value).arraySync(), [3, 6]);
    assert.deepEqual(strategy.reduce('mean', value).arraySync(), [1, 2]);
    assert.equal(strategy.reduce('SUM', value, 0).arraySync(), 9);
    assert.equal(strategy.reduce('MEAN', value, 0).arraySync(), 1.5);
    assert.throws(() => strategy.reduce('SUM', value, 1), /strategy\.reduce: .*axis.*1/);
    assert.throws(() => strategy.reduce('SUM', tf.tensor1d(['a'])), /expected a tensor of numbers/);
    assert.throws(() => strategy.reduce('max' as never, 1), /reduceOp must be one of 'SUM', 'MEAN'/);
  });

  it('splits the batches of a dataset, and marks what a part counts', async () => {
    const strategy = new Several(new Echo(2, 1));
    async function* three() {
      yield [tf.tensor2d([[1], [2], [3]])] as const;
    }
    const dataset = { [Symbol.asyncIterator]: three };
    for await (const [x] of strategy.experimentalDistributeDataset(dataset)) {
      assert.deepEqual(x.arraySync(), [[3]]);
      assert.equal(
        strategy.run((_x: tf.Tensor) => currentReplica()!.share, [x]),
        1 / 3,
      );
    }
    assert.throws(() => strategy.experimentalDistributeDataset([] as never), /expected a dataset/);
  });

  it('says what it is', () =>
    assert.match(String(new Several()), /^Several: 2 replicas \(replica 0, echo\)$/));
});

describe('devicesOf', () => {
  it('takes a list, or options with one', () => {
    assert.deepEqual(devicesOf('here', ['CPU:0']), ['CPU:0']);
    assert.deepEqual(devicesOf('here', { devices: ['CPU:0'] }), ['CPU:0']);
    assert.equal(devicesOf('here', {}), undefined);
    assert.throws(() => devicesOf('here', { devices: [] }), /devices must be a list of names/);
  });
});
