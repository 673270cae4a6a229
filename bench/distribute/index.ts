/**
 * What replicas cost, in one run: our all-reduce beside C's, two replicas on two cores beside one on one core, and a model
 * of what that means on more workers.
 *
 *   npm run bench:distribute -- [--rounds 5] [--mpirun mpirun] [--mpicc mpicc]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../contest/machine.js';
import { efficiency, type Network, networkOf, ring, tree } from './model.js';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    rounds: { ...text, default: '5' },
    mpirun: { ...text, default: 'mpirun' },
    mpicc: { ...text, default: 'mpicc' },
  },
});
const rounds = Number(values.rounds);
const HERE = import.meta.dirname;
const env = {
  ...process.env,
  OMPI_ALLOW_RUN_AS_ROOT: '1',
  OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1',
  OMPI_MCA_btl_vader_single_copy_mechanism: 'none',
};
const node = [process.execPath, '--import', 'tsx'];
const SIZES = [64, 64 * 2 ** 10, 2 ** 20, 16 * 2 ** 20] as const;
const given = SIZES.flatMap((bytes) => [String(bytes), bytes > 2 ** 20 ? '40' : '200']);

function job(replicas: number, command: readonly string[], before: readonly string[] = []): number[] {
  const version = execFileSync(values.mpirun, ['--version'], { encoding: 'utf8', env });
  const more = /Open MPI/.test(version) ? ['--oversubscribe', '--bind-to', 'none'] : [];
  const [program, ...args] = [...before, values.mpirun, ...more, '-n', String(replicas), ...command];
  return execFileSync(program!, args, { encoding: 'utf8', env }).trim().split(/\s+/).map(Number);
}

function compile(source: string, program: string): void {
  const { status, stderr, error } = spawnSync(values.mpicc, ['-O2', source, '-o', program], {
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.error(`bench/distribute: ${values.mpicc} cannot compile C for MPI: ${error?.message ?? stderr.trim().split('\n')[0]}
Fix: install libopenmpi-dev (Debian), or name another compiler with --mpicc.`);
  process.exit(1);
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const medians = (runs: readonly (readonly number[])[]) =>
  runs[0]!.map((_, i) => median(runs.map((run) => run[i]!)));

console.log(`${machine()}; median of ${rounds}\n`);
const folder = mkdtempSync(join(tmpdir(), 'cellgrad-bench-'));
let exchange: readonly number[];
try {
  const c = join(folder, 'allreduce');
  compile(join(HERE, 'allreduce.c'), c);
  const runs = Array.from({ length: rounds }, () => ({
    c: job(2, [c, ...given]),
    ours: job(2, [...node, join(HERE, 'allreduce-ours.ts'), ...given]),
  }));
  const [theirs, ours] = [medians(runs.map((run) => run.c)), medians(runs.map((run) => run.ours))];
  console.log('all-reduce on 2 replicas        C         ours     ours / C (bandwidth)');
  SIZES.forEach((bytes, i) => {
    const [a, b] = [theirs[i]!, ours[i]!];
    console.log(`${String(bytes).padStart(12)} bytes  ${us(a)}  ${us(b)}     ${(a / b).toFixed(2)}`);
  });
  exchange = ours;
} finally {
  rmSync(folder, { recursive: true });
}

const train = (replicas: number, batch: number, cores: string) =>
  medians(
    Array.from({ length: rounds }, () =>
      job(replicas, [...node, join(HERE, 'train-ours.ts'), String(batch)], ['taskset', '-c', cores]),
    ),
  );
const [one = 0, bytes = 0] = train(1, 256, '0');
const [two = 0] = train(2, 512, '0,1');
console.log(
  `\n784-512-512-10, 256 samples a replica (wasm unless CELLGRAD_BACKEND says otherwise), samples/s`,
);
console.log(
  `1 replica on 1 core ${one.toFixed(0)}, 2 on 2 cores ${two.toFixed(0)}: ${(two / one).toFixed(2)} times as many`,
);

const networks: readonly (readonly [name: string, network: Network])[] = [
  ['this machine, as measured', networkOf([SIZES[0], exchange[0]!], [SIZES[3], exchange[3]!])],
  ['10 Gbit/s, 30 us', { alpha: 30e-6, beta: 8 / 10e9 }],
  ['100 Gbit/s, 5 us', { alpha: 5e-6, beta: 8 / 100e9 }],
];
const step = 256 / one;
console.log(
  `\nMODEL, not measured: steps of ${(step * 1000).toFixed(1)} ms (measured), gradients of ${(bytes / 2 ** 20).toFixed(1)} MiB; share of n times one worker's speed`,
);
console.log('workers                         2      4     16     64    256   1024');
for (const [name, network] of networks)
  for (const [way, time] of [
    ['ring', ring],
    ['tree', tree],
  ] as const) {
    const shares = [2, 4, 16, 64, 256, 1024].map((n) =>
      `${(100 * efficiency(step, time(bytes, n, network))).toFixed(0)} %`.padStart(6),
    );
    console.log(`${`${name}, ${way}`.padEnd(31)}${shares.join(' ')}`);
  }

function us(seconds: number): string {
  return `${(seconds * 1e6).toFixed(0)} us`.padStart(10);
}
