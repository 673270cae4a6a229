/** tfjs-data as it is published, on the backend that it is fastest on. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfd from '@tensorflow/tfjs-data';
import { answer } from '../contest/answer.js';
import { BATCH, BUFFER, COLUMNS, ROWS } from './cases.js';

await tf.setBackend('cpu');
const xs = Array.from({ length: ROWS }, (_, i) =>
  Float32Array.from({ length: COLUMNS }, (_, k) => (i + k) % 251),
);
const ys = Array.from({ length: ROWS }, (_, i) => i);
const dataset = tfd
  .zip({ xs: tfd.array(xs as never[]), ys: tfd.array(ys) })
  .shuffle(BUFFER)
  .batch(BATCH)
  .prefetch(2);

/** A part of an epoch, which would take too long. */
async function run(batches: number): Promise<number> {
  let count = 0;
  await dataset.take(batches).forEachAsync((element) => {
    const { xs: x, ys: y } = element as { xs: tf.Tensor; ys: tf.Tensor };
    count += x.shape[0]!;
    tf.dispose([x, y]);
  });
  return count;
}

await answer({
  async ready() {
    await run(10);
    return {};
  },
  async measure() {
    const begun = performance.now();
    const count = await run(Math.ceil(ROWS / BATCH));
    return { speed: (count / (performance.now() - begun)) * 1000, rss: process.memoryUsage().rss };
  },
});
