import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { backends, layers, Sequential, tf, utils } from '../src/index.js';
import { liveTensors } from './live-tensors.js';
import { nativeMissing } from './native.js';

/** Steps of each fit, and how many fits: 1,000 steps in all behind the first ones. */
const STEPS = 250;
const FITS = 4;
/** What the process may grow by over 1,000 steps: pages that V8 has not given back yet, no megabyte a hundred steps. */
const GROWTH = 64 * 2 ** 20;

after(() => backends.use('wasm'));

for (const backend of ['wasm', 'cpu', ...(nativeMissing ? [] : (['native'] as const))] as const) {
  test(`1,000 steps of fit on ${backend}: as many tensors as before, and no growth`, async () => {
    await backends.use(backend);
    utils.setRandomSeed(1);
    const x = tf.randomNormal([STEPS * 8, 20]);
    const y = tf.randomNormal([STEPS * 8, 3]);
    const model = new Sequential([
      new layers.Dense({ units: 16, activation: 'relu', inputShape: [20] }),
      new layers.Dropout({ rate: 0.2 }),
      new layers.Dense({ units: 3 }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
    const fit = () => model.fit(x, y, { batchSize: 8, verbose: 0 });
    await fit();
    await fit();
    const tensors = await liveTensors();
    const { numBytes } = tf.memory();
    const resident = process.memoryUsage.rss();
    for (let i = 0; i < FITS; i++) await fit();
    assert.equal(await liveTensors(), tensors);
    assert.equal(tf.memory().numBytes, numBytes);
    const grown = process.memoryUsage.rss() - resident;
    assert.ok(grown < GROWTH, `the process grew by ${(grown / 2 ** 20).toFixed(1)} MiB`);
  });
}
