/**
 * How fast training is, side by side with the peers, in one run:
 *
 *   npm run bench:train -- [--only mlp32,cnn64,program] [--backends wasm,native] [--peers keras,tfjs-layers] [--rounds 5] [--json FILE]
 *
 * Both sides call `fit` with the accuracy metric, with shuffling and with progress on, except the loops by hand. Each number
 * is the median of the rounds, in which all contestants are measured in turns. The first step is the first `fit` of one
 * batch, with all that is compiled then. Real MNIST where CELLGRAD_DATA_DIR has it; the whole program, from its start to
 * its end, needs that.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machine } from '../contest/machine.js';
import { readyBackends } from '../contest/ready-backends.js';
import { compete, type Result } from '../contest/rounds.js';
import { count, table } from '../contest/table.js';
import { CASES, type CaseName } from './cases.js';
import { missing, ourProgram, ours, PEERS, type PeerName, peer, pythonProgram } from './contestants.js';
import { digitsName, hasDigits } from './digits.js';

const list = { type: 'string' } as const;
const { values } = parseArgs({
  options: { only: list, backends: list, peers: list, rounds: { type: 'string', default: '5' }, json: list },
});

const why = missing();
if (why !== null) {
  console.error(`bench/train: ${why}`);
  process.exit(1);
}
const parts = pick('--only', values.only, [...(Object.keys(CASES) as CaseName[]), 'program' as const]);
const cases = parts.filter((name) => name !== 'program');
const backends = values.backends?.split(',').filter((name) => name !== '') ?? (await readyBackends());
const peers = pick('--peers', values.peers, Object.keys(PEERS) as PeerName[]);
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench/train: expected --rounds to be a natural number; received ${values.rounds}.`);
  process.exit(1);
}

console.log(`${machine()}; ${digitsName()}; median of ${rounds}`);
const found: Record<string, readonly Result[]> = {};
for (const name of cases) {
  process.stderr.write(`${name}\n`);
  const contestants = [...peers.map((one) => peer(one, name)), ...backends.map((one) => ours(one, name))];
  const results = await compete(contestants, rounds);
  found[name] = results;
  console.log(`\n${CASES[name].title}\n${show(results)}`);
}
if (parts.includes('program')) {
  const title = 'the whole program: MLP 784-64-10, batch 32, 5 epochs of MNIST, from start to end';
  if (hasDigits()) {
    process.stderr.write('program\n');
    const results = await compete([pythonProgram(), ...backends.map(ourProgram)], rounds);
    found['program'] = results;
    console.log(`\n${title}\n${showSeconds(results)}`);
  } else console.log(`\n${title}\nleft out: CELLGRAD_DATA_DIR has no MNIST`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);

function pick<T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
): readonly T[] {
  if (given === undefined) return known;
  const wanted = given.split(',').filter((name) => name !== '');
  const unknown = wanted.find((name) => !(known as readonly string[]).includes(name));
  if (unknown === undefined) return wanted as T[];
  console.error(`bench/train: expected ${option} to be of ${known.join(', ')}; received ${unknown}.`);
  process.exit(1);
}

function show(results: readonly Result[]): string {
  const speedOf = (name: string) => results.find((one) => one.name === name)?.medians?.['speed'];
  const keras = speedOf(PEERS.keras);
  const layers = speedOf(PEERS['tfjs-layers']);
  const ratio = (speed: number, to: number | undefined) =>
    to === undefined ? '' : `${(speed / to).toFixed(2)}x`;
  const rows = results.map(({ name, medians }) => {
    if (medians === null) return [name, 'none', '', '', '', ''];
    const { speed, rss, firstStep } = medians as Record<'speed' | 'rss' | 'firstStep', number>;
    return [
      name,
      count(speed),
      ratio(speed, keras),
      ratio(speed, layers),
      `${(firstStep * 1e3).toFixed(0)} ms`,
      `${count(rss / 2 ** 20)} MiB`,
    ];
  });
  const failures = results.flatMap(({ name, failure }) =>
    failure === undefined ? [] : `${name}: ${failure}`,
  );
  const head = ['', 'samples/s', 'to Keras', 'to tfjs-layers', 'first step', 'peak RSS'];
  return [table(head, rows), ...failures].join('\n');
}

function showSeconds(results: readonly Result[]): string {
  const secondsOf = ({ medians }: Result) => medians?.['seconds'];
  const python = secondsOf(results[0]!);
  const rows = results.map((one) => {
    const seconds = secondsOf(one);
    if (seconds === undefined) return [one.name, one.failure ?? 'none', ''];
    return [one.name, seconds.toFixed(2), python === undefined ? '' : (seconds / python).toFixed(2)];
  });
  return table(['', 'seconds', 'of Python'], rows);
}
