import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as layers from '../../../src/layers/index.js';
import { loadLayersModel, loadModel, Model, Sequential } from '../../../src/models/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-save-layers-'));
const at = (name: string) => join(folder, name);

function assertSame(a: unknown, b: unknown, within = 1e-6): void {
  const [x, y] = [a, b].map((value) => (value as tf.Tensor).dataSync());
  x?.forEach((value, i) => {
    assert.ok(Math.abs(value - (y?.[i] as number)) <= within, `${value} and ${y?.[i]}`);
  });
}

describe('model.save to model.json', () => {
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('packs weights', async () => {
    const model = new Sequential([
      new layers.Dense({ units: 4, activation: 'relu', inputShape: [3] }),
      new layers.Dense({ units: 1 }),
    ]);
    const x = tf.randomUniform([5, 3]);
    for (const [quantization, within] of [
      ['uint8', 0.03],
      ['uint16', 2e-4],
      ['float16', 4e-3],
    ] as const) {
      await model.save(at(`${quantization}/`), { quantization });
      assertSame((await loadLayersModel(at(quantization))).predict(x), model.predict(x), within);
    }
    await assert.rejects(model.save(at('x.keras'), { quantization: 'uint8' }), /quantization/);
    await assert.rejects(
      model.save(at('x/'), { quantization: 'uint4' as never }),
      /'uint8', 'uint16', 'float16'/,
    );
  });

  it('refuses to write what TensorFlow.js has no form for, and tells of layers that it does not have', async (t) => {
    class Own extends Model {
      dense = new layers.Dense({ units: 2 });
      override call(x: tf.Tensor): tf.Tensor {
        return this.dense(x);
      }
    }
    const own = new Own();
    own.build([null, 3]);
    await assert.rejects(
      own.save(at('own/model.json')),
      /a Sequential or functional model[\s\S]*model\.keras/,
    );
    const warned = t.mock.method(console, 'warn', () => undefined);
    const model = new Sequential([new layers.RMSNormalization({ batchInputShape: [null, 4] } as never)]);
    await model.save(at('rms/model.json'));
    assert.match(String(warned.mock.calls[0]?.arguments[0]), /has no RMSNormalization: the model opens here/);
    assertSame((await loadModel(at('rms'))).predict(tf.ones([1, 4])), model.predict(tf.ones([1, 4])));
    const sigmoid = new Sequential([
      new layers.Dense({ units: 2, inputShape: [3], activation: 'hardSigmoid' }),
    ]);
    await sigmoid.save(at('sigmoid/model.json'));
    assert.match(String(warned.mock.calls[1]?.arguments[0]), /another slope than Keras 3/);
    const x = tf.randomNormal([4, 3]);
    assertSame((await loadModel(at('sigmoid'))).predict(x), sigmoid.predict(x));
  });
});
