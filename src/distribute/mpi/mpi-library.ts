import { createRequire } from 'node:module';
import { pinLibrary } from '../../backends/system-library.js';
import type { Reduction, Values } from '../collective.js';
import { ABIS, type Abi, type AbiName, type Handle } from './abi.js';

type Koffi = typeof import('koffi');
type Library = import('koffi').LibraryHandle;

/** A communicator, or an operation that was begun, as the library knows it. */
export type Communicator = number | bigint;

/** The functions of an MPI library, the same for every family. */
export class MpiLibrary {
  readonly abi: Abi;
  readonly version: string;
  readonly #functions: Readonly<Record<string, (...args: unknown[]) => number>>;
  readonly #handles: Readonly<Record<string, number | bigint>>;
  readonly #koffi: Koffi;
  readonly #number = new Int32Array(new ArrayBuffer(64));

  /** Loads a library, by its path or by a name that the system finds; throws where it does not load. */
  constructor(readonly path: string) {
    const koffi = createRequire(import.meta.url)('koffi') as Koffi;
    this.#koffi = koffi;
    // Open MPI's plugins look for its symbols among the global ones.
    const library = koffi.load(path, { global: true });
    pinLibrary(path);
    this.abi = ABIS[abiOf(library, path)];
    this.#handles = Object.fromEntries(
      Object.entries(this.abi)
        .filter(([name]) => name === name.toUpperCase())
        .map(([name, value]) => [name, this.#resolve(library, value as Handle)]),
    );
    const H = this.abi.handle;
    const P = 'void *';
    const declare = (name: string, ...parameters: string[]) =>
      library.func(`MPI_${name}`, 'int', parameters) as (...args: unknown[]) => number;
    this.#functions = {
      Initialized: declare('Initialized', P),
      Init_thread: declare('Init_thread', P, P, 'int', P),
      Finalize: declare('Finalize'),
      Comm_rank: declare('Comm_rank', H, P),
      Comm_size: declare('Comm_size', H, P),
      Comm_split: declare('Comm_split', H, 'int', 'int', P),
      Comm_set_errhandler: declare('Comm_set_errhandler', H, H),
      Allreduce: declare('Allreduce', P, P, 'int', H, H, H),
      Iallreduce: declare('Iallreduce', P, P, 'int', H, H, H, P),
      Bcast: declare('Bcast', P, 'int', H, 'int', H),
      Test: declare('Test', P, P, P),
      Error_string: declare('Error_string', 'int', P, P),
      Get_library_version: declare('Get_library_version', P, P),
    };
    const text = Buffer.alloc(8192);
    this.#call('Get_library_version', text, this.#number);
    this.version = text.toString('utf8', 0, this.#number[0]).split(/[\n,]/)[0]!.replace(/\s+/g, ' ').trim();
  }

  get world(): Communicator {
    return this.#handles['COMM_WORLD']!;
  }

  /** Starts MPI, once a process. */
  start(): void {
    this.#call('Initialized', this.#number);
    if (this.#number[0] !== 0) return;
    this.#call('Init_thread', null, null, this.abi.THREAD_FUNNELED, this.#number);
    this.#call('Comm_set_errhandler', this.world, this.#handles['ERRORS_RETURN']);
  }

  finalize(): void {
    this.#call('Finalize');
  }

  rank(communicator: Communicator): number {
    this.#call('Comm_rank', communicator, this.#number);
    return this.#number[0]!;
  }

  size(communicator: Communicator): number {
    this.#call('Comm_size', communicator, this.#number);
    return this.#number[0]!;
  }

  /** All processes of a communicator in a new one, in the order of their keys. */
  reorder(communicator: Communicator, key: number): Communicator {
    const bytes = new ArrayBuffer(8);
    this.#call('Comm_split', communicator, 0, key, new Uint8Array(bytes));
    const made = this.abi.handle === 'int' ? new Int32Array(bytes)[0]! : new BigInt64Array(bytes)[0]!;
    this.#call('Comm_set_errhandler', made, this.#handles['ERRORS_RETURN']);
    return made;
  }

  allReduce(communicator: Communicator, values: Values, reduction: Reduction): void {
    this.#call(
      'Allreduce',
      this.abi.IN_PLACE,
      values,
      values.length,
      this.#typeOf(values),
      this.#handles[reduction.toUpperCase()],
      communicator,
    );
  }

  broadcast(communicator: Communicator, values: Values): void {
    this.#call('Bcast', values, values.length, this.#typeOf(values), 0, communicator);
  }

  /** Begins a reduction to the largest; gives a function that says whether it is done. The values must not move. */
  beginMaximum(communicator: Communicator, values: Int32Array): () => boolean {
    const request = this.#koffi.alloc('uint8', 8);
    this.#call(
      'Iallreduce',
      this.abi.IN_PLACE,
      values,
      values.length,
      this.#handles['INT32'],
      this.#handles['MAX'],
      communicator,
      request,
    );
    let done = false;
    return () => {
      // A wait that was broken off may be taken up again by somebody else, who asks once more.
      if (done) return true;
      this.#call('Test', request, this.#number, this.abi.STATUS_IGNORE);
      done = this.#number[0] !== 0;
      if (done) this.#koffi.free(request);
      return done;
    };
  }

  #typeOf(values: Values): number | bigint {
    if (values instanceof Float32Array) return this.#handles['FLOAT']!;
    if (values instanceof Float64Array) return this.#handles['DOUBLE']!;
    return this.#handles[values instanceof Int32Array ? 'INT32' : 'BYTE']!;
  }

  #resolve(library: Library, value: Handle): number | bigint {
    return typeof value === 'string' ? (library.symbol(value) as bigint) : value;
  }

  #call(name: string, ...args: unknown[]): void {
    const code = this.#functions[name]!(...args);
    if (code === 0) return;
    const text = Buffer.alloc(1024);
    this.#functions['Error_string']!(code, text, this.#number);
    throw new Error(`MPI_${name}: ${text.toString('utf8', 0, this.#number[0])} (${code})`);
  }
}

/** Which family a library is of: by its own symbols, and the standard's ABI by the name of its file. */
function abiOf(library: Library, path: string): AbiName {
  if (has(library, 'ompi_mpi_comm_world')) return 'openmpi';
  return /mpi_abi/.test(path) ? 'standard' : 'mpich';
}

function has(library: Library, name: string): boolean {
  try {
    library.symbol(name);
    return true;
  } catch {
    return false;
  }
}
