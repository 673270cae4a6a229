import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launchScript } from '../../kernel/replicas/launch-script.js';
import { supervise } from '../../kernel/replicas/supervise.js';
import { share } from '../share.js';
import { MISSING, MPICH, type Mpi, OPENMPI } from './jobs.js';

/** The limit within which a job ends after the death of a replica, in ms. */
const LIMIT = 5000;

interface Run {
  readonly code: number;
  readonly said: string;
  /** From the death to the word of it. */
  readonly ms: number;
  readonly end: {
    readonly weights: readonly number[];
    readonly history: Readonly<Record<string, readonly number[]>>;
  };
}

const folders: string[] = [];

/** Launches the training, killing a replica after a step. */
async function train(mpi: Mpi, kill: string | null): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-deaths-'));
  folders.push(folder);
  if (kill !== null) writeFileSync(join(folder, 'kill'), kill);
  process.env['CELLGRAD_MPIRUN'] = mpi.launcher;
  process.env['CELLGRAD_BACKEND'] = 'cpu';
  let [said, output, told] = ['', '', 0];
  const code = await supervise({
    run: () =>
      launchScript({
        replicas: 2,
        script: 'test/distribute/train-on.ts',
        args: [folder],
        print: (_name, text) => {
          output += text;
        },
      }),
    restarts: 1,
    say: (text) => {
      told ||= Date.now();
      said += `${text}\n`;
    },
  });
  assert.equal(code, 0, said + output);
  const ms = kill === null ? 0 : told - Number(readFileSync(join(folder, 'killed'), 'utf8'));
  return { code, said, ms, end: JSON.parse(readFileSync(join(folder, 'end.json'), 'utf8')) as Run['end'] };
}

/** Twenty places, drawn by a fixed row of numbers: a replica, and one of the 20 steps. */
const places = Array.from({ length: 20 }, (_, i) => `${i % 2} ${1 + ((i * 7 + 3) % 19)}`);

for (const [mpi, name, count] of [
  [OPENMPI, 'Open MPI', 1],
  [MPICH, 'MPICH', 0],
] as const) {
  describe(`a replica that is killed, on ${name}`, { skip: mpi === undefined && MISSING }, () => {
    const drawn = share(places, count, (place) => `${name}: replica and step ${place}`);
    let whole: Run;
    before(async () => {
      if (drawn.length > 0) whole = await train(mpi!, null);
    });
    after(() => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
    });
    for (const place of drawn) {
      it(`replica and step ${place}: named within 5 s, and the run that goes on ends with the same weights`, async () => {
        const { said, ms, end } = await train(mpi!, place);
        assert.match(said, new RegExp(`replica ${place[0]} of 2 .* died`));
        assert.ok(ms < LIMIT, `${ms} ms`);
        assert.deepEqual(end.weights, whole.end.weights);
        // What the replicas had counted before is one replica's now: their sums are added in another order.
        for (const [key, values] of Object.entries(whole.end.history))
          for (const [i, value] of values.entries())
            assert.ok(Math.abs(end.history[key]![i]! - value) < 1e-5, `${key} ${i}`);
      });
    }
  });
}

for (const [mpi, name] of share(
  [
    [OPENMPI, 'Open MPI'],
    [MPICH, 'MPICH'],
  ] as const,
  1,
  ([, name]) => `early end on ${name}`,
))
  it(`a replica that waits for one whose program has ended, on ${name}`, {
    skip: mpi === undefined && MISSING,
  }, async () => {
    process.env['CELLGRAD_MPIRUN'] = mpi!.launcher;
    process.env['CELLGRAD_BACKEND'] = 'cpu';
    const end = await launchScript({ replicas: 2, script: 'test/distribute/end-early.ts', print: () => {} });
    assert.equal(end.how, 'failed');
    assert.match(JSON.stringify(end), /replica 0 of 2 .*another replica came to its end/);
  });
