import { findMpi, INSTALL_MPI } from './mpi/find-mpi.js';

/** What there is of MPI on this machine. */
export interface MpiStatus {
  readonly found: boolean;
  /** The library and its version, or why there is none. */
  readonly what: string;
  /** How to get one. */
  readonly fix?: string;
}

/** Looks for an MPI library as a strategy does; `cellgrad doctor` shows it. */
export function mpiStatus(): MpiStatus {
  const { library, refused } = findMpi();
  if (library !== null)
    return { found: true, what: `${library.version}, ${library.path} (handles as in ${library.abi.name})` };
  const what = process.env['MPI_LIB']
    ? `MPI_LIB does not load: ${refused[0]}`
    : 'no library found; training on one replica works';
  return { found: false, what, fix: INSTALL_MPI };
}
