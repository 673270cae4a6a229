/** Our pipelines as they are built in dist/: `ours.ts shuffle | folder FOLDER | map none | main | threads`. */
import type * as Library from '../../src/index.js';
import { answer } from '../contest/answer.js';
import { BATCH, BUFFER, type CaseName, COLUMNS, ROWS } from './cases.js';

const built = new URL('../../dist/src/index.js', import.meta.url).href;
const { data, tf } = (await import(built)) as typeof Library;
const [given, detail = ''] = process.argv.slice(2) as [CaseName, string?];

async function read(dataset: AsyncIterable<unknown>, each?: () => void): Promise<number> {
  let count = 0;
  for await (const element of dataset) {
    const [first] = element instanceof tf.Tensor ? [element] : (element as Library.Tensor[]);
    count += first!.shape[0]!;
    tf.dispose(element as never);
    each?.();
  }
  return count;
}

function rows() {
  const x = tf.tensor(
    Float32Array.from({ length: ROWS * COLUMNS }, (_, i) => i % 251),
    [ROWS, COLUMNS],
  );
  const y = tf.range(0, ROWS);
  const dataset = data.Dataset.fromTensorSlices([x, y]).shuffle(BUFFER).batch(BATCH).prefetch(data.AUTOTUNE);
  return () => read(dataset);
}

function folder() {
  const dataset = data.imageDatasetFromDirectory(detail, { imageSize: [64, 64], verbose: false });
  return () => read(dataset);
}

/** 2 ms of computing, whatever the machine is doing. */
const slow = (x: Library.Tensor) => {
  const value = x.dataSync()[0] as number;
  let sum = 0;
  for (let i = 0; i < 600_000; i++) sum += Math.sqrt(i + value);
  return [value, sum];
};

function mapped() {
  const source = data.Dataset.range(640);
  const made =
    detail === 'none'
      ? source.map((x) => [x.dataSync()[0] as number, 0])
      : source.map(slow, detail === 'threads' ? { numParallelCalls: data.AUTOTUNE } : {});
  const dataset = made.batch(BATCH).prefetch(data.AUTOTUNE);
  const train = () => {
    const begun = performance.now();
    while (performance.now() - begun < 80);
  };
  return () => read(dataset, train);
}

const run = { shuffle: rows, folder, map: mapped }[given]();
await answer({
  async ready() {
    await run();
    if (given === 'map') for (let i = 0; i < 2; i++) await run();
    return {};
  },
  async measure() {
    const begun = performance.now();
    const count = await run();
    const seconds = (performance.now() - begun) / 1000;
    return { speed: count / seconds, rss: process.memoryUsage().rss };
  },
});
