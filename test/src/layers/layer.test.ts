import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import type { Variable } from '../../../src/backends/variable.js';
import { Dense, Dropout, Input, Layer, SymbolicTensor } from '../../../src/layers/index.js';
import { getMask, setMask } from '../../../src/layers/mask.js';
import { ValueError } from '../../../src/support/errors.js';
import type { Shape } from '../../../src/support/shape.js';

class Scale extends Layer {
  factor!: Variable;
  builds = 0;

  override build(inputShape: Shape): void {
    this.builds += 1;
    this.factor = this.addWeight({ name: 'factor', shape: [inputShape.at(-1)], initializer: 'ones' });
  }

  override call(x: tf.Tensor): tf.Tensor {
    return tf.mul(x, this.factor);
  }
}

/** Writes down the mode that it is called in. */
class Mode extends Layer {
  readonly seen: (boolean | undefined)[] = [];

  override call(x: tf.Tensor, { training }: { training?: boolean } = {}): tf.Tensor {
    this.seen.push(training);
    return x;
  }
}

class Around extends Layer {
  inner = new Mode();

  override call(x: tf.Tensor, _options?: { training?: boolean }): tf.Tensor {
    return this.inner(x);
  }
}

describe('Layer', () => {
  before(ensureReady);

  it('refuses a second argument that is not an object of options', () => {
    const layer = new Dropout({ rate: 0.5 });
    const x = tf.ones([2, 2]);
    assert.throws(
      () => layer(x, true as never),
      /expected the options of the call in one object; received true[\s\S]*training: true/,
    );
    assert.throws(() => layer(x, x as never), /received an instance of Tensor[\s\S]*layer\(\[x, y\]\)/);
    assert.throws(() => layer(x, [x] as never), ValueError);
  });

  it('is called like a function, builds once, and keeps its path', () => {
    const layer = new Scale({ name: 's' });
    const x = tf.tensor([[1, 2]]);
    assert.deepEqual(layer(x).arraySync(), [[1, 2]]);
    assert.deepEqual(layer.apply(x).arraySync(), [[1, 2]]);
    assert.deepEqual([layer.builds, layer.built, layer.factor.path], [1, true, 's/factor']);
    assert.deepEqual(
      [layer.inputShape, layer.outputShape],
      [
        [null, 2],
        [null, 2],
      ],
    );
  });

  it('takes arrays, lists and dictionaries', () => {
    class Add extends Layer {
      override call({ a, b }: { a: tf.Tensor; b: tf.Tensor[] }): tf.Tensor {
        return tf.addN([a, ...b]);
      }
    }
    const x = tf.tensor([1]);
    assert.deepEqual(new Add()({ a: x, b: [x, x] }).arraySync(), [3]);
    assert.deepEqual(new Scale()([[1, 2]]).arraySync(), [[1, 2]]);
  });

  it('hands the mode down to the layers that it calls', () => {
    const around = new Around();
    const x = tf.zeros([1]);
    around(x);
    around(x, { training: true });
    around(x, { training: false });
    around.call(x, { training: true });
    assert.deepEqual(around.inner.seen, [undefined, true, false, true]);
  });

  it('built directly is built', () => {
    const layer = new Scale();
    layer.build([null, 3]);
    assert.equal(layer.built, true);
    layer(tf.zeros([1, 3]));
    assert.equal(layer.builds, 1);
  });

  it('knows the shape of its output, by computeOutputShape or by a run', () => {
    assert.deepEqual(new Scale().computeOutputShape([null, 5]), [null, 5]);
    const y = new Scale()(Input({ shape: [7] }));
    assert.ok(y instanceof SymbolicTensor);
    assert.deepEqual(y.shape, [null, 7]);
    assert.deepEqual(new Dense({ units: 3 }).computeOutputShape([null, 2, 5]), [null, 2, 3]);
  });

  it('has nodes, input and output once it was called on symbolic tensors', () => {
    const layer = new Scale();
    assert.throws(() => layer.output, /its output is known once it was called on a symbolic tensor/);
    const x = Input({ shape: [2] });
    const y = layer(x);
    layer(x);
    assert.deepEqual([layer.input, layer.output, layer.inboundNodes.length], [x, y, 2]);
  });

  it('hands masks on if it supports them', () => {
    const x = tf.zeros([2, 3]);
    const mask = tf.ones([2], 'bool');
    setMask(x, mask);
    assert.equal(getMask(new Scale()(x)), null);
    assert.equal(getMask(new Dense({ units: 1 })(x)), mask);
    class Drop extends Scale {
      override computeMask(): null {
        return null;
      }
    }
    assert.equal(new Drop().supportsMasking, true);
    assert.equal(getMask(new Drop()(x)), null);
  });

  it('gives masks to call', () => {
    let given: unknown;
    class Look extends Layer {
      override call(x: tf.Tensor, { mask }: { mask?: unknown } = {}): tf.Tensor {
        given = mask;
        return x;
      }
    }
    const [x, mask] = [tf.zeros([2]), tf.ones([2])];
    new Look()(x, { mask });
    assert.equal(given, mask);
  });

  it('penalises its output by the sample, afresh in each call', () => {
    const layer = new Dense({ units: 1, kernelInitializer: 'ones', activityRegularizer: (x) => tf.sum(x) });
    layer([[1], [3]]);
    layer([[1], [3]]);
    assert.deepEqual(
      layer.losses.map((loss) => loss.arraySync()),
      [2],
    );
  });

  it('checks its inputs', () => {
    const layer = new Dense({ units: 1, name: 'd' });
    layer.build([null, 4]);
    assert.throws(() => layer(tf.zeros([2, 5])), /Dense d: expected an input with size 4 in axis -1/);
    assert.throws(() => layer([tf.zeros([2, 4]), tf.zeros([2, 4])]), /expected 1 input\(s\); received 2/);
    assert.throws(() => new Layer({ name: 'l' })(tf.zeros([1])), /Layer l: expected a method call/);
  });

  it('is saved with Keras’s keys and made again', () => {
    const layer = new Dropout({ rate: 0.5, seed: 1, name: 'drop', trainable: false });
    const config = layer.getConfig();
    assert.deepEqual(config, {
      name: 'drop',
      trainable: false,
      dtype: {
        module: 'keras',
        class_name: 'DTypePolicy',
        config: { name: 'float32' },
        registered_name: null,
      },
      rate: 0.5,
      seed: 1,
      noise_shape: null,
    });
    const again = Dropout.fromConfig(config);
    assert.ok(again instanceof Dropout);
    assert.deepEqual(again.getConfig(), config);
    // A fromConfig of one's own hands the config on as it is.
    assert.equal(new Layer({ dtype: config['dtype'] as never }).dtype, 'float32');
    const penal = new Dense({ units: 1, activityRegularizer: 'l2' }).getConfig()['activity_regularizer'];
    assert.equal((penal as { class_name: string }).class_name, 'L2');
  });
});

it('Node prints a layer in one line', () => {
  const dense = new Dense({ units: 3, name: 'first' });
  assert.equal(inspect([dense]), '[ Dense first, not built ]');
  dense(tf.ones([1, 4]));
  assert.equal(inspect(dense), 'Dense first, 15 parameters');
});
