import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { share } from '../share.js';
import { MISSING, MPICH, type Mpi, OPENMPI, runJob, withStandardAbi } from './jobs.js';

interface Result {
  readonly weights: readonly number[];
  /** History and scores. */
  readonly values: readonly number[];
  /** How far apart the replicas' weights are. */
  readonly apart: number;
}

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-replicas-'));
const script = 'test/distribute/train.ts';

async function train(
  mpi: Mpi | null,
  replicas: number,
  cases: readonly string[],
): Promise<Record<string, Result>> {
  const out = join(folder, `${mpi?.name}-${replicas}.json`);
  const { code, output } = await runJob(mpi, replicas, [script, out, ...cases]);
  assert.equal(code, 0, output);
  return JSON.parse(readFileSync(out, 'utf8')) as Record<string, Result>;
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  assert.equal(a.length, b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}

const abi = MPICH && withStandardAbi(MPICH);
const SOME = ['uneven', 'lonely', 'conv', 'syncbn'];
const jobs = [
  { mpi: OPENMPI, name: 'Open MPI', replicas: 2, cases: [] },
  { mpi: OPENMPI, name: 'Open MPI', replicas: 4, cases: SOME },
  { mpi: MPICH, name: 'MPICH', replicas: 2, cases: SOME },
  { mpi: MPICH, name: 'MPICH', replicas: 4, cases: SOME },
  { mpi: abi, name: 'the MPI 5 ABI', replicas: 2, cases: SOME },
];

describe('replicas end with the weights of one', () => {
  let alone: Record<string, Result>;
  before(async () => {
    alone = await train(null, 1, []);
  });
  after(() => rmSync(folder, { recursive: true }));

  const label = (job: (typeof jobs)[number]) => `${job.replicas} on ${job.name}`;
  const [first, ...others] = jobs as [(typeof jobs)[number], ...typeof jobs];
  for (const job of [first, ...share(others, 1, label)]) {
    it(label(job), { skip: job.mpi === undefined && MISSING }, async () => {
      const found = await train(job.mpi!, job.replicas, job.cases);
      for (const [name, { weights, values, apart }] of Object.entries(found)) {
        assert.equal(apart, 0, `${name}: replicas differ by ${apart}`);
        const difference = largestDifference(weights, alone[name]!.weights);
        assert.ok(difference < 1e-6, `${name}: weights differ by ${difference}`);
        const inValues = largestDifference(values, alone[name]!.values);
        assert.ok(inValues < 1e-5, `${name}: losses and metrics differ by ${inValues}`);
      }
    });
  }
});
