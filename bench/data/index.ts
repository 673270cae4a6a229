/**
 * How fast data comes, side by side with the peers, in one run:
 *
 *   npm run bench:data -- [--only shuffle,folder,map] [--rounds 5] [--json FILE]
 *
 * Each number is the median of the rounds, in which all contestants of a case are measured in turns. One round of `shuffle`
 * is an epoch; `map` has no peer: it shows what a slow map costs without and with threads.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contestant, PYTHON } from '../contest/contestant.js';
import { machine } from '../contest/machine.js';
import { compete, type Result } from '../contest/rounds.js';
import { count, table } from '../contest/table.js';
import { CASES, type CaseName } from './cases.js';
import { imageFolder } from './folder.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const names = (values.only?.split(',') ?? Object.keys(CASES)) as CaseName[];
const unknown = names.find((name) => !(name in CASES));
const rounds = Number(values.rounds);
if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench/data: expected cases of ${Object.keys(CASES).join(', ')} and a number of rounds.`);
  process.exit(1);
}

const node = (name: string, file: string, ...args: string[]): Contestant => ({
  name,
  program: process.execPath,
  args: ['--import', 'tsx', join(import.meta.dirname, file), ...args],
  env: { CELLGRAD_BACKEND: 'wasm' },
});
const python = (name: string, ...args: string[]): Contestant => ({
  name,
  program: PYTHON,
  args: [join(import.meta.dirname, 'tf_data.py'), ...args],
});

console.log(`${machine()}; median of ${rounds}`);
const found: Partial<Record<CaseName, readonly Result[]>> = {};
for (const name of names) {
  const folder = name === 'folder' ? imageFolder() : '';
  const contestants = {
    shuffle: [
      python('Python tf.data', 'shuffle'),
      node('tfjs-data', 'tfjs-data.ts'),
      node('Cellgrad', 'ours.ts', 'shuffle'),
    ],
    folder: [
      python('Keras image_dataset_from_directory', 'folder', folder),
      node('Cellgrad imageDatasetFromDirectory', 'ours.ts', 'folder', folder),
    ],
    map: [
      node('Cellgrad, no map', 'ours.ts', 'map', 'none'),
      node('Cellgrad, map on the main thread', 'ours.ts', 'map', 'main'),
      node('Cellgrad, map with AUTOTUNE', 'ours.ts', 'map', 'threads'),
    ],
  }[name];
  const results = await compete(contestants, rounds);
  if (folder !== '') rmSync(folder, { recursive: true });
  found[name] = results;
  console.log(`\n${CASES[name]}\n${show(results)}`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);

function show(results: readonly Result[]): string {
  const first = results[0]?.medians?.['speed'];
  const rows = results.map(({ name, medians, failure }) => {
    if (medians === null) return [name, failure ?? 'none', '', ''];
    const { speed, rss } = medians as Record<'speed' | 'rss', number>;
    const ratio = first === undefined ? '' : `${(speed / first).toFixed(2)}x`;
    return [name, count(speed), ratio, `${count(rss / 2 ** 20)} MiB`];
  });
  return table(['', 'samples/s', 'to the first', 'RSS'], rows);
}
