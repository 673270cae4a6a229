import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dense } from '../../../../src/layers/core/dense.js';
import { checkLayer, Wrapper } from '../../../../src/layers/core/wrapper.js';
import { registerLayer } from '../../../../src/layers/registry.js';

class Twice extends Wrapper {
  override call(x: tf.Tensor): tf.Tensor {
    return this.layer(this.layer(x) as tf.Tensor) as tf.Tensor;
  }
}

describe('Wrapper', () => {
  before(ensureReady);

  it('builds the layer inside and has its weights', () => {
    const layer = new Twice({ layer: new Dense({ units: 2, kernelInitializer: 'ones' }) });
    assert.deepEqual(layer(tf.ones([1, 2])).arraySync(), [[4, 4]]);
    assert.equal(layer.weights.length, 2);
    assert.match(layer.weights[0]!.path, /^twice.*\/dense.*\/kernel$/);
  });

  it('goes round through its config', () => {
    registerLayer(Dense);
    const config = new Twice({ layer: new Dense({ units: 2 }) }).getConfig();
    assert.deepEqual(Twice.fromConfig(config).getConfig(), config);
  });

  it('takes layers only', () => {
    assert.throws(() => new Twice({ layer: 3 as never }), /Twice: layer must be a layer; received 3/);
    const dense = new Dense({ units: 1 });
    assert.equal(checkLayer('X', 'layer', dense), dense);
  });
});
