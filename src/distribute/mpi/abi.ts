/** A handle of MPI: an integer, an address, or the name of a symbol whose address it is. */
export type Handle = number | bigint | string;

/** What a family of MPI libraries calls the things of the standard. */
export interface Abi {
  /** For people. */
  readonly name: string;
  /** The C type of handles. */
  readonly handle: 'void *' | 'int';
  readonly COMM_WORLD: Handle;
  readonly FLOAT: Handle;
  readonly DOUBLE: Handle;
  readonly INT32: Handle;
  readonly BYTE: Handle;
  readonly SUM: Handle;
  readonly MAX: Handle;
  readonly MIN: Handle;
  readonly ERRORS_RETURN: Handle;
  readonly IN_PLACE: bigint;
  readonly STATUS_IGNORE: bigint;
  /** Only the thread that starts MPI calls it. */
  readonly THREAD_FUNNELED: number;
}

export type AbiName = 'openmpi' | 'mpich' | 'standard';

/**
 * Three families: handles are addresses of objects in Open MPI, numbers in MPICH and its relatives (Intel MPI, MVAPICH),
 * and fixed in the standard's own ABI (`libmpi_abi.so`, MPI 5.0, chapter 20).
 */
export const ABIS: Readonly<Record<AbiName, Abi>> = {
  openmpi: {
    name: 'Open MPI',
    handle: 'void *',
    COMM_WORLD: 'ompi_mpi_comm_world',
    FLOAT: 'ompi_mpi_float',
    DOUBLE: 'ompi_mpi_double',
    INT32: 'ompi_mpi_int32_t',
    BYTE: 'ompi_mpi_byte',
    SUM: 'ompi_mpi_op_sum',
    MAX: 'ompi_mpi_op_max',
    MIN: 'ompi_mpi_op_min',
    ERRORS_RETURN: 'ompi_mpi_errors_return',
    IN_PLACE: 1n,
    STATUS_IGNORE: 0n,
    THREAD_FUNNELED: 1,
  },
  mpich: {
    name: 'MPICH',
    handle: 'int',
    COMM_WORLD: 0x44000000,
    FLOAT: 0x4c00040a,
    DOUBLE: 0x4c00080b,
    INT32: 0x4c000439,
    BYTE: 0x4c00010d,
    SUM: 0x58000003,
    MAX: 0x58000001,
    MIN: 0x58000002,
    ERRORS_RETURN: 0x54000001,
    IN_PLACE: 0xffffffffffffffffn,
    STATUS_IGNORE: 1n,
    THREAD_FUNNELED: 1,
  },
  standard: {
    name: 'MPI 5 ABI',
    handle: 'void *',
    COMM_WORLD: 0x101n,
    FLOAT: 0x210n,
    DOUBLE: 0x214n,
    INT32: 0x250n,
    BYTE: 0x247n,
    SUM: 0x21n,
    MAX: 0x23n,
    MIN: 0x22n,
    ERRORS_RETURN: 0x143n,
    IN_PLACE: 1n,
    STATUS_IGNORE: 0n,
    THREAD_FUNNELED: 1024,
  },
};
