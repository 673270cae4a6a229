import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { nativeMissing } from '../native.js';
import { share } from '../share.js';
import { MISSING, MPICH, type Mpi, OPENMPI, runJob, withStandardAbi } from './jobs.js';
import { moreCases } from './more-cases.js';

interface Result {
  readonly weights: readonly number[];
  /** History and scores. */
  readonly values: readonly number[];
  /** How far apart the replicas' weights are. */
  readonly apart: number;
}

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-replicas-'));
const script = 'test/distribute/train.ts';

interface Job {
  readonly mpi: Mpi | undefined;
  readonly name: string;
  readonly replicas: number;
  readonly cases: readonly string[];
  readonly backend?: 'wasm' | 'native';
}

async function train(
  mpi: Mpi | null,
  { replicas, cases, backend = 'wasm' }: Pick<Job, 'replicas' | 'cases' | 'backend'>,
): Promise<Record<string, Result>> {
  const out = join(folder, `${mpi?.name}-${replicas}.json`);
  const env = {
    CELLGRAD_BACKEND: backend,
    CELLGRAD_TENSORFLOW: process.env['CELLGRAD_TENSORFLOW'] ?? '',
  };
  const { code, output } = await runJob(mpi, replicas, [script, out, ...cases], { env });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /runs eagerly/);
  return JSON.parse(readFileSync(out, 'utf8')) as Record<string, Result>;
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  assert.equal(a.length, b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}

const abi = MPICH && withStandardAbi(MPICH);
const SOME = ['uneven', 'lonely', 'conv', 'syncbn'];
const plain = ['dense', 'step', 'dataset', 'byHand', 'unbuilt', 'function'];
const COMPILED = [...SOME, ...plain, 'accumulation'];
const jobs: readonly Job[] = [
  {
    mpi: OPENMPI,
    name: 'Open MPI',
    replicas: 2,
    cases: [...SOME, ...plain, ...share(Object.keys(moreCases), 3)],
  },
  { mpi: OPENMPI, name: 'Open MPI', replicas: 4, cases: SOME },
  { mpi: OPENMPI, name: 'Open MPI, compiled,', replicas: 2, cases: COMPILED, backend: 'native' },
  { mpi: OPENMPI, name: 'Open MPI, compiled,', replicas: 4, cases: SOME, backend: 'native' },
  { mpi: MPICH, name: 'MPICH', replicas: 2, cases: SOME },
  { mpi: MPICH, name: 'MPICH', replicas: 4, cases: SOME },
  { mpi: MPICH, name: 'MPICH, compiled,', replicas: 2, cases: COMPILED, backend: 'native' },
  { mpi: MPICH, name: 'MPICH, compiled,', replicas: 4, cases: SOME, backend: 'native' },
  { mpi: abi, name: 'the MPI 5 ABI', replicas: 2, cases: SOME },
];

describe('replicas end with the weights of one', () => {
  after(() => rmSync(folder, { recursive: true }));

  const label = ({ replicas, name }: Job) => `${replicas} on ${name}`;
  const [first, ...others] = jobs as [Job, ...Job[]];
  for (const job of [first, ...share(others, 1, label)]) {
    const missing = (job.mpi === undefined && MISSING) || (job.backend === 'native' && nativeMissing);
    it(label(job), { skip: missing }, async () => {
      const alone = await train(null, { ...job, replicas: 1 });
      const found = await train(job.mpi!, job);
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
