import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webgpu } from '../../../src/backends/webgpu.js';
import { onSwiftShader } from './webgpu/swiftshader.js';

test('where there is no driver, it says so and names the fix, without a word on stderr', async () => {
  if (process.platform !== 'linux' || process.env['VK_ICD_FILENAMES']) return;
  const found = await webgpu.probe();
  if (found.state === 'ready') return;
  assert.match(`${found.why} ${found.fix}`, /driver|npm install/);
});

test('training equals that on wasm; values are read in the background; the process ends cleanly', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const { backends, layers, Sequential, utils } = library;
    assert.equal(backends.current(), 'webgpu');
    const row = (await backends.status()).rows.find(({ name }) => name === 'webgpu');
    assert.match(row.why, /SwiftShader.*on the processor/);
    assert.equal('navigator' in globalThis && 'gpu' in globalThis.navigator, false);
    const train = async () => {
      utils.setRandomSeed(7);
      const model = new Sequential([
        new layers.Dense({ units: 6, activation: 'relu', inputShape: [5] }),
        new layers.Dense({ units: 3, activation: 'softmax' }),
      ]);
      model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
      const x = tf.tensor(Float32Array.from({ length: 40 }, (_, i) => Math.sin(i)), [8, 5]);
      const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32'), 3);
      const { history } = await model.fit(x, y, { epochs: 2, batchSize: 4, shuffle: false, verbose: 2 });
      const weights = await Promise.all(model.weights.map((weight) => weight.data()));
      return [...history.loss, ...history.accuracy, ...weights.flatMap((one) => [...one])];
    };
    const onGpu = await train();
    await assert.rejects(async () => tf.matMul(tf.ones([8, 8]), tf.ones([8, 8])).dataSync(), /await t.data\\(\\)/);
    const kept = new library.Variable(tf.matMul(tf.ones([8, 8]), tf.ones([8, 8])));
    await backends.use('wasm');
    assert.equal(kept.dataSync()[0], 8);
    const onWasm = await train();
    for (const [i, expected] of onWasm.entries())
      assert.ok(Math.abs(onGpu[i] - expected) <= 1e-4 * Math.max(1, Math.abs(expected)), i + ': ' + onGpu[i] + ', ' + expected);
    console.log('trained', onGpu.length);
    `,
  );
  if (printed !== null) assert.match(printed, /trained \d+/);
});

test('it is not chosen by itself where a program stands in for a graphics card', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const { state, onlyByName } = await (await import('./src/backends/webgpu.ts')).webgpu.probe();
    assert.equal(state, 'ready');
    assert.equal(onlyByName, true);
    console.log('software is known');
    `,
  );
  if (printed !== null) assert.match(printed, /software is known/);
});
