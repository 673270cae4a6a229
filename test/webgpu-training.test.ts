import assert from 'node:assert/strict';
import { test } from 'node:test';
import { share } from './share.js';
import { onSwiftShader } from './src/backends/webgpu/swiftshader.js';

/** Layers of models for classes of `[8, 4]` values, behind their input. */
const MODELS: Readonly<Record<string, string>> = {
  MLP: `[new layers.Flatten(), new layers.Dense({ units: 12, activation: 'relu' })]`,
  CNN: `[
    new layers.Reshape({ targetShape: [8, 4, 1] }), new layers.Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
    new layers.BatchNormalization(), new layers.MaxPooling2D({ poolSize: 2 }), new layers.Flatten(),
  ]`,
  LSTM: `[new layers.LSTM({ units: 6 })]`,
  transformer: `[new Attending(), new layers.LayerNormalization(), new layers.GlobalAveragePooling1D()]`,
};

/** So far apart, relative to their size, the losses of twelve steps may be. */
const TOLERANCE = 2e-5;

for (const name of share(Object.keys(MODELS), 1))
  test(`${name}: training has the same losses on WebGPU and wasm, as written and recorded`, async (t) => {
    const printed = await onSwiftShader(
      t,
      `
      const { layers, Sequential, Input, utils } = library;
      class Attending extends layers.Layer {
        heads = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3 });
        build(shape) { this.heads.build([shape, shape]); }
        call(x) { return tf.add(x, this.heads(x, { value: x })); }
      }
      const values = (count, step) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * step));
      const train = async (runEagerly) => {
        utils.setRandomSeed(3);
        const head = new layers.Dense({ units: 3, activation: 'softmax' });
        const model = new Sequential([new Input({ shape: [8, 4] }), ...${MODELS[name]}, head]);
        model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', runEagerly });
        const x = tf.tensor(values(32 * 32, 1.7), [32, 8, 4]);
        const y = tf.tensor(Float32Array.from({ length: 32 }, (_, i) => (i * i) % 3));
        const { history } = await model.fit(x, y, { epochs: 6, batchSize: 16, shuffle: false, verbose: 0 });
        return history.loss;
      };
      const found = [await train(true), await train(false)];
      await library.backends.use('wasm');
      const [expected] = [await train(true)];
      console.log(JSON.stringify({ found, expected }));
      `,
    );
    if (printed === null) return;
    const { found, expected } = JSON.parse(printed) as { found: number[][]; expected: number[] };
    assert.ok(expected[5]! < expected[0]!, `it learns: ${expected}`);
    for (const losses of found)
      for (const [i, loss] of losses.entries())
        assert.ok(
          Math.abs(loss - expected[i]!) <= TOLERANCE * expected[i]!,
          `epoch ${i + 1}: ${loss} on WebGPU, ${expected[i]} on wasm`,
        );
  });
