import { setTimeout as sleep } from 'node:timers/promises';
import { poolThreads, setPoolThreads } from '../../backends/simd/thread-pool.js';
import { ValueError } from '../../support/errors.js';
import {
  type Collective,
  type Meeting,
  type Notice,
  type Reduction,
  ReplicaError,
  type Values,
} from '../collective.js';
import { requireMpi } from './find-mpi.js';
import { launchOf } from './launch.js';
import type { Communicator, MpiLibrary } from './mpi-library.js';

/** What replicas say when they arrive at an operation; the largest of each is what all see. */
const SLOTS = [
  'failed',
  'stop',
  'interrupted',
  'look',
  'kind',
  'minusKind',
  'length',
  'minusLength',
] as const;
const SLOT = Object.fromEntries(SLOTS.map((name, i) => [name, i])) as Record<(typeof SLOTS)[number], number>;

/** Operations by number. */
const KINDS = ['end', 'meet', 'broadcast', 'sum', 'max', 'min'] as const;
type Kind = (typeof KINDS)[number];

/** An operation at which this replica has arrived. */
interface Arrival {
  readonly kind: Kind;
  readonly length: number;
  readonly said: Int32Array;
  readonly isDone: () => boolean;
  /** What follows when all have arrived. */
  readonly complete: () => void;
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * Replicas as processes of an MPI job. Before each operation they tell each other, without blocking, that they have
 * arrived: so a wait can be interrupted, a replica that failed is seen by the others, and different operations are an
 * error in place of a deadlock. What follows (a blocking call, which is three times as fast as one that is not) never
 * waits for long.
 */
export class MpiCollective implements Collective {
  readonly rank: number;
  readonly size: number;
  readonly description: string;
  /** An arrival that was broken off: the others count on it. */
  #pending: Arrival | null = null;
  #broken: ReplicaError | null = null;
  /** What was begun goes on where nobody waits for it any more. */
  #settling: Promise<number | null> | null = null;

  constructor(
    private readonly library: MpiLibrary,
    private readonly communicator: Communicator,
  ) {
    this.rank = library.rank(communicator);
    this.size = library.size(communicator);
    this.description = `${library.version}, ${library.path}`;
  }

  allReduce(values: Values, reduction: Reduction = 'sum'): void {
    this.#together(reduction, values.length, () =>
      this.library.allReduce(this.communicator, values, reduction),
    );
  }

  broadcast(values: Values): void {
    this.#together('broadcast', values.length, () => this.library.broadcast(this.communicator, values));
  }

  meet(notice: Notice): Meeting {
    const said = this.#together('meet', 0, () => {}, notice);
    return {
      values: said.subarray(SLOTS.length),
      stop: said[SLOT.stop] !== 0,
      interrupted: said[SLOT.interrupted] !== 0,
      look: said[SLOT.look] !== 0,
    };
  }

  settle(failed: boolean): Promise<number | null> {
    this.#settling ??= this.#settle(failed).finally(() => {
      this.#settling = null;
    });
    return this.#settling;
  }

  /**
   * The end of this replica's program: waits for the others to come to theirs. One of them that waits for this one hears
   * that it will not come.
   */
  leave(): void {
    for (let isEnd = false; !isEnd; ) {
      const before = this.#pending;
      const arrival = before ?? this.#arrive('end', 0, () => {}, {}, false);
      wait(arrival);
      isEnd = this.#pass(arrival, before !== null);
    }
  }

  async #settle(failed: boolean): Promise<number | null> {
    let found: number | null = null;
    for (let isEnd = false; !isEnd; ) {
      const before = this.#pending;
      const arrival = before ?? this.#arrive('end', 0, () => {}, {}, failed);
      for (let waited = 0; !arrival.isDone(); waited++) await sleep(Math.min(20, waited));
      const { said } = arrival;
      if (said[SLOT.failed]! > 0) found ??= this.size - said[SLOT.failed]!;
      isEnd = this.#pass(arrival, before !== null);
    }
    this.#broken = null;
    return found;
  }

  /** Goes past an arrival of all on the way to the end; true if it was the end of all. */
  #pass({ said, kind, complete }: Arrival, wasBrokenOff: boolean): boolean {
    this.#pending = null;
    const same = agree(said);
    // The others went on with what they all had arrived at, and count on this replica.
    if (wasBrokenOff && same && said[SLOT.failed] === 0) complete();
    return same && kind === 'end';
  }

  #together(kind: Kind, length: number, complete: () => void, notice: Notice = {}): Int32Array {
    if (this.#broken !== null) throw this.#broken;
    if (this.#pending !== null) this.#finish(this.#pending);
    return this.#finish(this.#arrive(kind, length, complete, notice, false));
  }

  #arrive(kind: Kind, length: number, complete: () => void, notice: Notice, failed: boolean): Arrival {
    const said = new Int32Array(new ArrayBuffer(4 * (SLOTS.length + this.size)));
    const number = KINDS.indexOf(kind);
    // The lowest number of one that failed is the largest of these.
    if (failed) said[SLOT.failed] = this.size - this.rank;
    said[SLOT.stop] = Number(notice.stop ?? false);
    said[SLOT.interrupted] = Number(notice.interrupted ?? false);
    said[SLOT.look] = Number(notice.look ?? false);
    said[SLOT.kind] = number;
    said[SLOT.minusKind] = -number;
    said[SLOT.length] = length;
    said[SLOT.minusLength] = -length;
    said[SLOTS.length + this.rank] = notice.value ?? 0;
    const isDone = this.library.beginMaximum(this.communicator, said);
    this.#pending = { kind, length, said, isDone, complete };
    return this.#pending;
  }

  #finish(arrival: Arrival): Int32Array {
    const { said } = arrival;
    wait(arrival);
    this.#pending = null;
    if (said[SLOT.failed]! > 0) this.#break(`replica ${this.size - said[SLOT.failed]!} failed`);
    if (!agree(said)) this.#break(this.#difference(arrival));
    arrival.complete();
    return said;
  }

  #break(what: string): never {
    this.#broken = new ReplicaError(`Replica ${this.rank} of ${this.size} stopped: ${what}.`);
    throw this.#broken;
  }

  #difference({ kind, length, said }: Arrival): string {
    const largest = KINDS[said[SLOT.kind]!]!;
    const smallest = KINDS[-said[SLOT.minusKind]!]!;
    if (smallest === 'end') return 'another replica came to its end while this one waits for all';
    if (largest !== smallest)
      return `expected all replicas to do the same; this one does ${kind}, others ${kind === largest ? smallest : largest}`;
    return `expected values of the same size on all replicas; received ${-said[SLOT.minusLength]!} to ${said[SLOT.length]} of them, here ${length}`;
  }
}

/** Waits until all have arrived. */
function wait({ isDone }: Arrival): void {
  for (let turns = 0; !isDone(); turns++) {
    // Where replicas share a core, one that waits lets the others run.
    if (turns > 50) Atomics.wait(sleeper, 0, 0, Math.min(1, turns / 5000));
  }
}

function agree(said: Int32Array): boolean {
  return said[SLOT.kind] === -said[SLOT.minusKind]! && said[SLOT.length] === -said[SLOT.minusLength]!;
}

/** Where the kernel finds what it settles when a cell has ended on all replicas. */
const COLLECTIVE = Symbol.for('cellgrad.collective');

let opened: MpiCollective | undefined;

/**
 * The collective of the MPI job that this process belongs to, opened once; null for a process that was started alone.
 * `key` orders the replicas; those with the same one keep the order of MPI.
 */
export function openMpi(where: string, key = 0): Collective | null {
  if (opened !== undefined) return opened;
  const launch = launchOf();
  if (launch === null || launch.size <= 1) return null;
  // The libraries behind MPI read their settings when they are loaded.
  calm();
  const library = requireMpi(where);
  library.start();
  const found = library.size(library.world);
  if (found !== launch.size) {
    throw new ValueError(
      `${where}: expected the MPI library of the launcher, which started ${launch.size} processes; ${library.path} (${library.version}) sees ${found}.`,
      { fix: "set MPI_LIB to the libmpi of the launcher's own installation" },
    );
  }
  // Each has its share of the processors, which a launcher that binds processes has seen to already.
  setPoolThreads(Math.max(1, Math.floor(poolThreads() / (launch.localSize ?? launch.size))));
  const collective = new MpiCollective(library, library.reorder(library.world, key));
  opened = collective;
  (globalThis as { [COLLECTIVE]?: Collective })[COLLECTIVE] = collective;
  process.on('exit', (code) => {
    // The launcher ends a job of which one process fails, and says which one; MPI_Abort would cut off what it printed.
    if (code !== 0) return;
    collective.leave();
    library.finalize();
  });
  return opened;
}

/**
 * Settings of libraries behind MPI, unless somebody has set them. Open MPI's way of reading another process's memory is
 * forbidden in most containers; it would print so at each message. UCX patches the functions that give memory, which in
 * Node's threads ended one process in fifty.
 */
function calm(): void {
  process.env['OMPI_MCA_btl_vader_single_copy_mechanism'] ??= 'none';
  process.env['OMPI_MCA_smsc'] ??= '^cma';
  process.env['UCX_MEM_EVENTS'] ??= 'no';
}
