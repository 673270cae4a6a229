// Layers of one's own, as a user writes them: no cast, no any.
import {
  layers,
  Model,
  Sequential,
  type Shape,
  type Tensor,
  utils,
  type Variable,
} from '../../../src/index.js';
import { expect, type Same } from './expect.js';

class Linear extends layers.Layer {
  kernel!: Variable;
  bias?: Variable;
  readonly units: number;

  constructor(options: { units: number; name?: string }) {
    super({ name: options.name });
    this.units = options.units;
  }

  build(inputShape: Shape) {
    this.kernel = this.addWeight({
      name: 'kernel',
      shape: [inputShape.at(-1), this.units],
      initializer: 'heNormal',
    });
    this.bias = this.addWeight({
      name: 'bias',
      shape: [this.units],
      initializer: 'zeros',
      regularizer: 'l2',
    });
  }

  call(x: Tensor) {
    return x.matMul(this.kernel).add(this.bias ?? 0);
  }

  computeOutputShape(inputShape: Shape) {
    return [...inputShape.slice(0, -1), this.units];
  }

  getConfig() {
    return { ...super.getConfig(), units: this.units };
  }
}
utils.registerKerasSerializable(Linear);

class Pair extends layers.Layer {
  call([a, b]: [Tensor, Tensor]): [Tensor, Tensor] {
    return [a.add(b), a.sub(b)];
  }
}

class Block extends layers.Layer {
  stack = [new Linear({ units: 4 }), new Linear({ units: 2 })];
  named = { last: new Linear({ units: 1 }) };

  call(x: Tensor, { training }: { training?: boolean } = {}) {
    let h = x;
    for (const layer of this.stack) h = layer(h);
    return training ? this.named.last(h) : h;
  }
}

declare const t: Tensor;
const sum = new Linear({ units: 2 })(t);
expect<Same<typeof sum, Tensor>>();
const [plus, minus] = new Pair()([t, t]);
expect<Same<typeof plus, Tensor>>();
expect<Same<typeof minus, Tensor>>();
const { loss } = (await new Sequential([new Linear({ units: 3 }), new Block()]).fit(t, t)).history;
expect<Same<typeof loss, number[]>>();
const list: layers.Layer[] = [
  new Linear({ units: 1 }),
  new Pair(),
  new Block(),
  new Sequential(),
  new Model(),
];
const weights: Tensor[] = list.flatMap((layer) => layer.getWeights());
void weights;

// Sizes are numbers, also where the rank is not known.
class Heads extends layers.Layer {
  dense = new layers.Dense({ units: 8 });

  call(x: Tensor) {
    const [batch, time] = x.shape;
    const h = this.dense(x);
    return h.reshape([batch, time, 2, h.shape[2] / 2]);
  }
}
void Heads;

// @ts-expect-error: units is needed
new layers.Dense({});
// @ts-expect-error: an unknown option
new layers.Dense({ unit: 64 });
// @ts-expect-error: an unknown option
new Sequential().compile({ los: 'mse' });
// @ts-expect-error: an unknown option
await new Sequential().fit(t, t, { epoch: 3 });
