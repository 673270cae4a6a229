import type * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../src/backends/variable.js';
import { Constant } from '../../src/initializers/index.js';
import * as layers from '../../src/layers/index.js';
import * as ops from '../../src/layers/ops/index.js';
import { Model } from '../../src/models/index.js';
import { registerKerasSerializable } from '../../src/prelude/register-keras-serializable.js';
import type { Shape } from '../../src/support/shape.js';

/** The classes and functions of test/oracle/file_case.py. */
class Scale extends layers.Layer {
  factor!: Variable;
  readonly start: number;

  constructor({ start = 1, ...options }: layers.LayerOptions & { start?: number } = {}) {
    super(options);
    this.start = start;
  }

  override build(shape: Shape): void {
    this.factor = this.addWeight({
      name: 'factor',
      shape: [shape.at(-1)],
      initializer: new Constant({ value: this.start }),
    });
  }

  override call(x: tf.Tensor): tf.Tensor {
    return x.mul(this.factor);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), start: this.start };
  }
}

class Block extends layers.Layer {
  second = new layers.Dense({ units: 4, activation: 'tanh' });
  first = new layers.Dense({ units: 4, activation: 'relu' });
  norm = new layers.LayerNormalization();

  override call(x: tf.Tensor): tf.Tensor {
    return this.norm(x.add(this.second(this.first(x))));
  }
}

class Own extends Model {
  zed = new layers.Dense({ units: 4, activation: 'relu' });
  blocks = [
    new layers.Dense({ units: 4, activation: 'tanh' }),
    new layers.Dense({ units: 4, useBias: false }),
  ];
  alpha = new layers.BatchNormalization();
  byName = { q: new layers.Dense({ units: 4 }), b: new layers.Dense({ units: 3 }) };
  nested = [[new layers.Dense({ units: 4 })], [new Scale({ start: 2 })]] as const;
  out = new layers.Dense({ units: 1 });

  override call(x: tf.Tensor, { training = false } = {}): tf.Tensor {
    let h = this.zed(x);
    for (const block of this.blocks) h = block(h);
    h = this.nested[1][0](this.nested[0][0](this.alpha(h, { training }))) as tf.Tensor;
    return this.out(this.byName.b(this.byName.q(h)));
  }
}

function cubic(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return yTrue.sub(yPred).abs().pow(3).mean(-1);
}

function softClip(x: tf.Tensor): tf.Tensor {
  return (ops.tanh(x.div(3)) as tf.Tensor).mul(3);
}

/** Makes them known as Python does. */
export function registerFileModels(): void {
  registerKerasSerializable(Scale, { package: 'Shop' });
  registerKerasSerializable(Block);
  registerKerasSerializable(Own);
  registerKerasSerializable(cubic, { package: 'Shop' });
  registerKerasSerializable(softClip, { package: 'Shop', name: 'soft_clip' });
}
