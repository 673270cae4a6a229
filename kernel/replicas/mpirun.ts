import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LaunchError } from './launch-error.js';

const execute = promisify(execFile);

/** The program that starts the processes of an MPI job. */
export interface Launcher {
  readonly program: string;
  readonly family: 'openmpi' | 'mpich';
}

/** How many processes are wanted, and where. */
export interface Placement {
  readonly replicas: number;
  /** The machines; this one alone if it is left out. */
  readonly hosts?: readonly string[];
  /** More words for the launcher. */
  readonly more?: readonly string[];
}

const INSTALL =
  'apt-get install openmpi-bin libopenmpi3 (Debian, Ubuntu), dnf install openmpi, brew install open-mpi, or pip install mpich; CELLGRAD_MPIRUN=/path/to/mpirun names one that is elsewhere';

/**
 * The launcher that CELLGRAD_MPIRUN names, or the one on the PATH.
 *
 * @throws LaunchError with the line that installs one
 */
export async function findLauncher(env: NodeJS.ProcessEnv = process.env): Promise<Launcher> {
  const named = env['CELLGRAD_MPIRUN'];
  for (const program of named ? [named] : ['mpirun', 'mpiexec']) {
    const text = await execute(program, ['--version'], { env: { ...env, ...PERMISSIONS } }).then(
      ({ stdout, stderr }) => stdout + stderr,
      () => '',
    );
    if (/Open MPI|Open RTE|PRRTE/.test(text)) return { program, family: 'openmpi' };
    if (/HYDRA|MPICH|Intel\(R\) MPI/i.test(text)) return { program, family: 'mpich' };
  }
  throw new LaunchError(
    `Replicas: expected the program mpirun, which starts them; received ${named ? `CELLGRAD_MPIRUN=${named}, which is none` : 'none on the PATH'}.`,
    INSTALL,
  );
}

/** Open MPI does not start as root by itself, which is how containers run. */
const PERMISSIONS: Readonly<Record<string, string>> =
  process.getuid?.() === 0 ? { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' } : {};

/** The command of a job: each process runs `command`. Variables go along by name. */
export function jobCommand(
  { program, family }: Launcher,
  { replicas, hosts = [], more = [] }: Placement,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  const names = Object.keys(env);
  const each = Math.ceil(replicas / Math.max(1, hosts.length));
  const args =
    family === 'openmpi'
      ? [
          // More replicas than processors is how one tries things out.
          '--oversubscribe',
          ...(hosts.length > 0 ? ['--host', hosts.map((host) => `${host}:${each}`).join(',')] : []),
          ...names.flatMap((name) => ['-x', name]),
        ]
      : [
          ...(hosts.length > 0 ? ['-hosts', hosts.join(','), '-ppn', String(each)] : []),
          ...(hosts.length > 0 && names.length > 0 ? ['-genvlist', names.join(',')] : []),
        ];
  return {
    program,
    args: [...args, ...more, '-n', String(replicas), ...command],
    env: { ...PERMISSIONS, ...env },
  };
}
