/**
 * How fast single operations are, side by side, in one run:
 *
 *   npm run bench:ops -- [--backends wasm,native] [--rounds 5] [--json FILE]
 *
 * Times are medians in ms of one call and the reading of its result.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contestant, PYTHON } from '../contest/contestant.js';
import { machine } from '../contest/machine.js';
import { readyBackends } from '../contest/ready-backends.js';
import { compete, type Result } from '../contest/rounds.js';
import { table } from '../contest/table.js';
import { OPS } from './ops.js';

const { values } = parseArgs({
  options: {
    backends: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench/ops: expected --rounds to be a natural number; received ${values.rounds}.`);
  process.exit(1);
}
const backends = values.backends?.split(',').filter((name) => name !== '') ?? (await readyBackends());
const node = (name: string, file: string, env: Record<string, string> = {}): Contestant => ({
  name,
  program: process.execPath,
  args: ['--import', 'tsx', join(import.meta.dirname, file)],
  env,
});
const script = join(import.meta.dirname, 'tensorflow_ops.py');
const results = await compete(
  [
    { name: 'TensorFlow, eager', program: PYTHON, args: [script] },
    node('tfjs, wasm', 'tfjs.ts'),
    ...backends.map((one) => node(`Cellgrad, ${one}`, 'ours.ts', { CELLGRAD_BACKEND: one })),
  ],
  rounds,
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
console.log(`${machine()}; medians of ${rounds} rounds, ms; in brackets: the time divided by TensorFlow's`);
console.log(
  table(
    ['', ...results.map(({ name }) => name)],
    Object.entries(OPS).map(([id, { title }]) => [title, ...results.map((one) => shown(id, one))]),
  ),
);
for (const { name, failure } of results) if (failure !== undefined) console.log(`${name}: ${failure}`);

function shown(id: string, { medians }: Result): string {
  const time = medians?.[id];
  const reference = results[0]?.medians?.[id];
  if (time === undefined) return 'none';
  const ratio =
    medians === results[0]?.medians || reference === undefined ? '' : ` (${(time / reference).toFixed(2)}x)`;
  return `${time.toFixed(time < 10 ? 2 : 0)}${ratio}`;
}
