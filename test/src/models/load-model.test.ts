import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense, Input, Lambda, Layer, LSTM, MultiHeadAttention } from '../../../src/layers/index.js';
import { loadModel, Model, Sequential } from '../../../src/models/index.js';
import { makeModel } from '../../../src/models/make-model.js';
import {
  get as getOptimizer,
  LossScaleOptimizer,
  type Optimizer,
  SGD,
} from '../../../src/optimizers/index.js';
import type { KerasConfig } from '../../../src/support/registry.js';
import { oracleCases } from '../../oracle/oracle.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-load-'));
const at = (name: string) => join(folder, name);

class Twice extends Layer {
  override call(x: tf.Tensor): tf.Tensor {
    return x.mul(2);
  }
}

const distance = (yTrue: tf.Tensor, yPred: tf.Tensor) => yTrue.sub(yPred).abs().mean(-1);

describe('loadModel', () => {
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('goes on with a training where it was, from .keras and from .h5', async () => {
    const [x, y] = [tf.randomNormal([16, 3]), tf.randomNormal([16, 1])];
    const options = { epochs: 2, shuffle: false, verbose: 0 } as const;
    for (const name of ['m.keras', 'm.h5']) {
      const model = new Sequential([
        new Dense({ units: 4, activation: 'relu', inputShape: [3] }),
        new Dense({ units: 1 }),
      ]);
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mae'] });
      await model.fit(x, y, options);
      await model.save(at(name));
      const again = await loadModel(at(name));
      assert.equal(again.optimizer.iterations.arraySync(), 2);
      const wanted = await model.fit(x, y, options);
      assert.deepEqual((await again.fit(x, y, options)).history, wanted.history, name);
      assert.equal((await loadModel(at(name), { compile: false })).compiled, false);
    }
  });

  it('knows custom layers and functions by customObjects, and says so where they are missing', async () => {
    const model = new Sequential([Input({ shape: [3] }) as never, new Twice(), new Dense({ units: 1 })]);
    model.compile({ optimizer: 'sgd', loss: distance as never });
    await model.save(at('custom.keras'));
    await assert.rejects(loadModel(at('custom.keras')), /loadModel: .*received "Twice"[\s\S]*customObjects/);
    const again = await loadModel(at('custom.keras'), { customObjects: { Twice, distance } });
    const x = tf.ones([1, 3]);
    assert.deepEqual((again.predict(x) as tf.Tensor).arraySync(), model.predict(x).arraySync());
    assert.equal(again.loss, distance);
  });

  it('runs no code of a file unless it is allowed', async () => {
    const x = Input({ shape: [3] });
    const model = new Model({ inputs: x, outputs: new Lambda({ function: (t) => t.mul(3) })(x) });
    await model.save(at('lambda.keras'));
    await assert.rejects(loadModel(at('lambda.keras')), /has code in it, which is not run in safe mode/);
    const again = await loadModel(at('lambda.keras'), { safeMode: false });
    assert.deepEqual((again.predict(tf.ones([1, 3])) as tf.Tensor).arraySync(), [[3, 3, 3]]);
  });

  it('reads subclassed models, attention with its own arguments, and given states', async () => {
    class Own extends Model {
      first = new Dense({ units: 2 });
      attention = new MultiHeadAttention({ numHeads: 1, keyDim: 2 });
      lstm = new LSTM({ units: 2 });

      override call(x: tf.Tensor): tf.Tensor {
        const h = this.first(x);
        return this.lstm(this.attention(h, h) as tf.Tensor) as tf.Tensor;
      }
    }
    const model = new Own();
    model.build([null, 4, 3]);
    await model.save(at('own.keras'));
    const again = await loadModel(at('own.keras'), { customObjects: { Own } });
    const data = tf.randomNormal([2, 4, 3]);
    assert.deepEqual((again.predict(data) as tf.Tensor).arraySync(), model.predict(data).arraySync());
    const a = Input({ shape: [4, 3] });
    const graph = new Model({ inputs: a, outputs: new MultiHeadAttention({ numHeads: 2, keyDim: 2 })(a, a) });
    await graph.save(at('graph.keras'));
    const other = await loadModel(at('graph.keras'));
    assert.deepEqual(
      (other.predict(data) as tf.Tensor).arraySync(),
      (graph.predict(data) as tf.Tensor).arraySync(),
    );
  });

  it("compiles and builds classes of one's own as they say themselves", async () => {
    class Table extends Layer {
      size = 0;

      override getBuildConfig(): Record<string, unknown> {
        return { size: this.size };
      }

      override buildFromConfig({ size }: { size?: number }): void {
        this.grow(size as number);
      }

      grow(size: number): void {
        this.size = size;
        this.addWeight({ name: 'rows', shape: [size, 2] });
        this.built = true;
      }

      override call(x: tf.Tensor): tf.Tensor {
        return tf.matMul(x, this.weights[0]!.value() as tf.Tensor2D);
      }
    }
    interface TwoOptions {
      firstOptimizer: Optimizer;
      secondOptimizer: Optimizer;
    }
    class Two extends Model {
      dense = new Dense({ units: 2 });
      given: TwoOptions | null = null;

      override compile(options: TwoOptions): void {
        super.compile({ optimizer: options.firstOptimizer, loss: 'mse' });
        this.given = options;
      }

      override getCompileConfig(): Record<string, unknown> {
        return { ...this.given };
      }

      override call(x: tf.Tensor): tf.Tensor {
        return this.dense(x);
      }
    }
    class Saying extends Two {
      override compileFromConfig(config: Record<string, unknown>): void {
        const [firstOptimizer, secondOptimizer] = ['firstOptimizer', 'secondOptimizer'].map((key) =>
          getOptimizer(config[key] as KerasConfig),
        );
        this.compile({ firstOptimizer: firstOptimizer!, secondOptimizer: secondOptimizer! });
      }
    }
    const table = new Table();
    table.grow(3);
    const stack = new Sequential([table]);
    const rows = stack.predict(tf.eye(3)).arraySync();
    await stack.save(at('table.keras'));
    const loaded = await loadModel(at('table.keras'), { customObjects: { Table } });
    assert.deepEqual(loaded.predict(tf.eye(3)).arraySync(), rows);

    for (const Kind of [Two, Saying]) {
      const model = new Kind();
      const x = tf.ones([1, 3]);
      const before = model.predict(x).arraySync();
      model.compile({ firstOptimizer: new SGD(), secondOptimizer: new SGD({ momentum: 0.5 }) });
      await model.save(at('two.keras'));
      const again = await loadModel(at('two.keras'), { customObjects: { [Kind.name]: Kind, Table } });
      assert.ok(again instanceof Kind);
      assert.deepEqual(again.predict(x).arraySync(), before);
      assert.equal(again.compiled, Kind === Saying);
      assert.equal(
        (again.given?.secondOptimizer as SGD | undefined)?.momentum,
        Kind === Saying ? 0.5 : undefined,
      );
    }
  });

  it('goes on with the loss scale that Keras put around an optimizer in mixed_float16', async () => {
    const named = oracleCases<{ name: string; keras: string }>('files_optimizers');
    const { keras } = named.find(({ name }) => name === 'mixed_float16')!;
    writeFileSync(at('scaled.keras'), Buffer.from(keras, 'base64'));
    const { optimizer } = await loadModel(at('scaled.keras'));
    assert.ok(optimizer instanceof LossScaleOptimizer);
    const values = Object.fromEntries(optimizer.variables.map((one) => [one.name, one.arraySync()]));
    assert.deepEqual([values['step_counter'], values['dynamic_scale']], [2, 2 ** 15]);
  });

  it('says that a configuration is nested without end', () => {
    let config: unknown = {};
    for (let i = 0; i < 20_000; i++)
      config = { module: 'keras.layers', class_name: 'TimeDistributed', config: { layer: config } };
    assert.throws(
      () => makeModel('deep.keras', config as never, {}, null),
      /deep.keras: its configuration is too deep/,
    );
  });

  it('says what is wrong with a path or a file', async () => {
    await assert.rejects(loadModel(at('m.txt')), /expected a path that ends in/);
    await assert.rejects(loadModel(at('no.keras')), /loadModel: .*ENOENT/);
    await assert.rejects(loadModel(at('m.keras'), { customObject: {} } as object), /customObject/);
    writeFileSync(at('zero.keras'), '');
    await assert.rejects(loadModel(at('zero.keras')), /expected a zip file/);
    const weights = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
    await weights.saveWeights(at('only.weights.h5'));
    await assert.rejects(loadModel(at('only.weights.h5')), /it has no configuration[\s\S]*model.loadWeights/);
  });
});
