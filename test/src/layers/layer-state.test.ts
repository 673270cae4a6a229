import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { Dense, Layer } from '../../../src/layers/index.js';
import { ShapeError, ValueError } from '../../../src/support/errors.js';
import { resetNames } from '../../../src/support/names.js';
import type { Shape } from '../../../src/support/shape.js';

class Mixed extends Layer {
  inner = [new Dense({ units: 2, name: 'a' }), { b: new Dense({ units: 1, name: 'b' }) }] as const;
  extra = new Variable(tf.scalar(0), { name: 'extra' });

  override build(_inputShape: Shape): void {
    this.addWeight({ name: 'mean', shape: [2], initializer: 'zeros', trainable: false });
    this.addWeight({ name: 'scale', shape: [2], initializer: 'ones' });
    this.inner[0].build([null, 3]);
    this.inner[1].b.build([null, 2]);
  }
}

const paths = (list: readonly Variable[]) => list.map(({ path }) => path);

describe('what a layer holds', () => {
  before(ensureReady);

  it('has a name of its class with a counter, or a given one', () => {
    resetNames();
    assert.deepEqual(
      [new Mixed().name, new Mixed().name, new Mixed({ name: 'x' }).name],
      ['mixed', 'mixed_1', 'x'],
    );
    assert.throws(() => new Mixed({ name: 'a/b' }), /name must be a string without "\/"; received "a\/b"/);
  });

  it('computes in its dtype', () => {
    const { dtype, computeDtype, variableDtype } = new Mixed();
    assert.deepEqual([dtype, computeDtype, variableDtype], ['float32', 'float32', 'float32']);
  });

  it('names weights that were given no name as Keras does', () => {
    resetNames();
    const layer = new Layer();
    for (let i = 0; i < 2; i++) layer.addWeight({ shape: [1] });
    assert.deepEqual(
      layer.weights.map(({ path }) => path),
      ['layer/variable', 'layer/variable_1'],
    );
  });

  it('holds integers of all sizes as int32, and saves what they were called', () => {
    const layer = new Layer({ dtype: 'int64' });
    const weights = [layer.addWeight({ shape: [1] }), layer.addWeight({ shape: [1], dtype: 'uint8' })];
    assert.deepEqual([layer.dtype, ...weights.map(({ dtype }) => dtype)], ['int32', 'int32', 'int32']);
    assert.deepEqual((layer.getConfig()['dtype'] as { config: object }).config, { name: 'int64' });
    assert.throws(() => new Layer({ dtype: 'float16' as never }), /no 16-bit floats/);
  });

  it('refuses weights whose options nobody would read', () => {
    const layer = new Layer({ name: 'mine' });
    assert.throws(() => layer.addWeight([4, 2] as never), {
      name: 'ValueError',
      message: /mine: addWeight: .*received \[4, 2\]/,
      fix: /addWeight\(\{ shape: \[4, 2\] \}\)/,
    });
    assert.throws(
      () => layer.addWeight({ shape: [2], initialiser: 'ones' } as never),
      /did you mean initializer/,
    );
  });

  it('lists weights as Keras does: its own trainable ones, its others, then those of its layers', () => {
    const layer = new Mixed({ name: 'mixed' });
    layer.build([null, 3]);
    assert.deepEqual(paths(layer.weights), [
      'mixed/scale',
      'extra',
      'mixed/mean',
      'mixed/a/kernel',
      'mixed/a/bias',
      'mixed/b/kernel',
      'mixed/b/bias',
    ]);
    assert.deepEqual(paths(layer.nonTrainableWeights), ['mixed/mean']);
    assert.equal(layer.trainableVariables.length, 6);
    assert.equal(layer.variables.length, 7);
    assert.equal(layer.countParams(), 2 + 1 + 2 + 8 + 3);
  });

  it('is frozen and thawed with all that is in it', () => {
    const layer = new Mixed();
    layer.build([null, 3]);
    layer.trainable = false;
    assert.deepEqual([layer.trainableWeights, layer.inner[0].trainable], [[], false]);
    assert.equal(layer.nonTrainableWeights.length, 7);
    layer.trainable = true;
    assert.deepEqual(paths(layer.nonTrainableWeights), [`${layer.name}/mean`]);
    const frozen = new Dense({ units: 2, trainable: false });
    frozen.build([null, 2]);
    frozen.trainable = true;
    assert.equal(frozen.trainableWeights.length, 2);
  });

  it('gives weights that later changes leave alone, and takes arrays', () => {
    const layer = new Dense({ units: 1, useBias: false });
    layer.build([null, 2]);
    layer.setWeights([[[1], [2]]]);
    const [kept] = layer.getWeights();
    layer.setWeights([tf.zeros([2, 1])]);
    assert.deepEqual(kept!.arraySync(), [[1], [2]]);
    assert.throws(() => layer.setWeights([]), /setWeights expected 1 weights; received 0/);
    assert.throws(() => layer.setWeights([[[1, 2]]]), ShapeError);
    layer.dispose();
    assert.equal(kept!.isDisposed, false);
  });

  it('says what is missing', () => {
    assert.throws(() => new Dense({ units: 2 }).countParams(), /the layer is not built/);
    const layer = new Layer();
    assert.throws(() => layer.addWeight({ name: 'w', shape: [undefined, 2] }), ShapeError);
    assert.throws(() => new Layer({ dtype: 'float16' as never }), /tfjs has no 16-bit floats/);
    assert.throws(() => new Layer({ dtype: 'floot' as never }), ValueError);
  });

  it('adds up losses: own ones, those of its layers, penalties on weights', () => {
    const layer = new Layer();
    const regular = new Dense({
      units: 1,
      useBias: false,
      kernelRegularizer: 'l2',
      kernelInitializer: 'ones',
    });
    regular.build([null, 2]);
    Object.assign(layer, { regular });
    layer.addLoss(tf.scalar(3));
    regular.addLoss([tf.scalar(4)]);
    assert.deepEqual(
      layer.losses.map((loss) => Math.round((loss.arraySync() as number) * 100) / 100),
      [3, 4, 0.02],
    );
    regular.trainable = false;
    assert.equal(layer.losses.length, 2);
    tf.tidy(() => {
      regular.addLoss(tf.scalar(5));
      layer.keepLosses();
    });
    assert.deepEqual(
      layer.losses.map((loss) => loss.arraySync()),
      [3, 4, 5],
    );
  });
});
