/**
 * Our kernel beside its peers, in one run, through one client (jupyter_client of .venv):
 *
 *   npm run bench:kernel -- [--only start,cells] [--peers deno,ipykernel] [--rounds 5] [--json FILE]
 *
 * Peers that are none of our dependencies are installed into .cache/ by their npm name; one that cannot be had is named
 * below the table. Times are medians in ms from the request to its reply and idle; the kernels take turns request by
 * request. Behind a peer's time stands ours divided by it. `must be` is the limit of the design, scaled by how fast the
 * peer that the limit was set against is on this machine.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { PYTHON, ROOT } from '../contest/contestant.js';
import { machine } from '../contest/machine.js';
import { table } from '../contest/table.js';
import { findPeer, PEER_IDS, type Peer, type PeerId } from './peers.js';
import { GROUPS, limitHere, type Measured, ROWS } from './rows.js';

const list = { type: 'string' } as const;
const { values } = parseArgs({
  options: { only: list, peers: list, rounds: { type: 'string', default: '5' }, json: list },
});
const only = chosen('--only', values.only, GROUPS);
const wanted = chosen('--peers', values.peers, PEER_IDS);
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  fail(`expected --rounds to be a natural number; received ${values.rounds}.`);
}

const all = PEER_IDS.filter((id) => id === 'cellgrad' || wanted.includes(id)).map(findPeer);
const peers = all.filter((one): one is Peer => 'argv' in one);
const found = await measure(peers);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);

console.log(`${new Date().toISOString().slice(0, 10)}; ${machine()}; medians of ${rounds} rounds`);
console.log(
  table(
    ['', ...peers.map(({ id, version }) => `${id} ${version}`), 'must be'],
    ROWS.filter(({ id }) => found[id]).map((row) => {
      const limit = limitHere(row, found, row.id);
      const of = found[row.id]!;
      return [row.title, ...peers.map(({ id }) => shown(of, id)), verdict(of.cellgrad, limit)];
    }),
  ),
);
for (const one of all) if (!('argv' in one)) console.log(`${one.id}: ${one.why}`);
for (const { id, title } of ROWS)
  for (const [peer, value] of Object.entries(found[id] ?? {}))
    if (typeof value === 'string') console.log(`${title}, ${peer}: ${value}`);

async function measure(peers: readonly Peer[]): Promise<Readonly<Record<string, Measured>>> {
  const script = join(import.meta.dirname, 'measure.py');
  const child = spawn(PYTHON, [script], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ peers, rounds, only, folder: ROOT }));
  const answer = await text(child.stdout);
  if (answer === '') fail('measure.py ended without an answer; the lines above say why.');
  return JSON.parse(answer) as Record<string, Measured>;
}

function shown(of: Measured, id: PeerId): string {
  const value = of[id];
  if (value === undefined) return '';
  if (typeof value === 'string') return 'no';
  const ours = of.cellgrad;
  const ratio = id === 'cellgrad' || typeof ours !== 'number' ? '' : ` (${(ours / value).toFixed(2)}x)`;
  return `${round(value)}${ratio}`;
}

function verdict(ours: number | string | undefined, limit: number | undefined): string {
  if (limit === undefined) return '';
  return `<= ${round(limit)} ${typeof ours === 'number' && ours <= limit ? 'ok' : 'MISSED'}`;
}

function round(value: number): string {
  return value.toFixed(value < 20 ? 1 : 0);
}

function chosen<T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
): readonly T[] {
  if (given === undefined) return known;
  const names = given.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) fail(`expected ${option} to be of ${known.join(', ')}; received ${unknown}.`);
  return names as T[];
}

function fail(message: string): never {
  console.error(`bench/kernel: ${message}`);
  process.exit(1);
}
