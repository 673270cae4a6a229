import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** An MPI to run tests on. */
export interface Mpi {
  readonly name: string;
  /** Its mpirun. */
  readonly launcher: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Words before the number of processes. */
  readonly before?: readonly string[];
}

/** The installations of MPI on this machine, by the word that their launcher says of itself. */
function find(name: string, word: RegExp): Mpi | undefined {
  const candidates = [
    process.env[`CELLGRAD_${name.toUpperCase()}`],
    join(ROOT, '.venv/bin/mpirun'),
    'mpirun',
    'mpirun.mpich',
    'mpirun.openmpi',
  ];
  for (const launcher of candidates) {
    if (!launcher || (launcher.includes('/') && !existsSync(launcher))) continue;
    const { stdout, stderr } = spawnSync(launcher, ['--version'], { encoding: 'utf8', env: allowed() });
    if (word.test(`${stdout}${stderr}`)) return { name, launcher };
  }
  return undefined;
}

export const OPENMPI = find('openmpi', /Open MPI/);
export const MPICH = find('mpich', /HYDRA|MPICH/);

/** The MPICH wheel also has the standard's ABI. */
export function withStandardAbi(mpi: Mpi): Mpi | undefined {
  const library = ['libmpi_abi.so.1', 'libmpi_abi.so.0']
    .map((name) => join(mpi.launcher, '../../lib', name))
    .find((path) => existsSync(path));
  return library === undefined ? undefined : { ...mpi, name: 'MPI 5 ABI', env: { MPI_LIB: library } };
}

/** Why tests of an MPI that is not there are skipped. */
export const MISSING =
  'SKIPPED: this MPI is not installed (apt-get install openmpi-bin libopenmpi3; pip install mpich)';

/** What a job ended with. */
export interface JobResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script on `replicas` processes; without an MPI, in one of its own. */
export function runJob(
  mpi: Mpi | null,
  replicas: number,
  args: readonly string[],
  { env = {}, limit = 600_000 }: { env?: Readonly<Record<string, string>>; limit?: number } = {},
): Promise<JobResult> {
  const node = [process.execPath, '--import', 'tsx', ...args];
  const oversubscribe = mpi?.name === 'openmpi' ? ['--oversubscribe'] : [];
  const [program, ...words] =
    mpi === null ? node : [mpi.launcher, ...(mpi.before ?? oversubscribe), '-n', String(replicas), ...node];
  const child = spawn(program!, words, {
    cwd: ROOT,
    env: { ...allowed(), CELLGRAD_BACKEND: 'wasm', ...mpi?.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, output });
    });
  });
}

function allowed(): NodeJS.ProcessEnv {
  return { ...process.env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' };
}
