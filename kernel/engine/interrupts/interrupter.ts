import { SIGNAL } from './signals.js';

/** What {@link Interrupter} works with; a test gives its own. */
export interface InterrupterParts {
  readonly signals: Int32Array;
  /** Posts a soft interrupt with this number to the main thread. */
  soft(number: number): void;
  /** Posts something that may be lost. */
  nudge(): void;
  /** Posts, for certain, that JavaScript was terminated in this cell or in one before it. */
  terminated(cell: number): void;
  /** The last cell that was given to the main thread. */
  latest(): number;
  /** Called when no termination is under way any more. */
  calm(): void;
  /** Posts again what was lost; false when nothing was. */
  repeat(): boolean;
  /** Ends the JavaScript that runs on the main thread; `then` is called when that has happened. */
  terminate(then: () => void): void;
  /** Interrupts the programs that the main thread may be waiting for. */
  interruptChildren(): void;
  /** {@link SHIELD_LIMIT}, for tests. */
  readonly shieldLimit?: number;
}

/** So long may the main thread take to notice a soft interrupt, in ms, before JavaScript is terminated. */
const SOFT_LIMIT = 40;
/** Between two looks at the main thread, in ms. */
const STEP = 5;
/** So long may one termination take to show, in ms, before another one is asked for. */
const HARD_STEP = 20;
/** So long may JavaScript go on without a turn of the event loop after a termination, in ms. */
const TURN_LIMIT = 250;
/** After this time, in ms, the main thread is taken to wait in native code, perhaps for a child process. */
const CHILD_LIMIT = 500;

/**
 * So long are the library's load and its operations spared, in ms. None takes so long without a turn of the event loop, or
 * another operation: by then a callback that a cell left behind is stuck, and would be for ever.
 */
const SHIELD_LIMIT = 5000;
/** So many times as long as that on a machine that gives this process little of its time. */
const BUSY_MACHINE = 6;

/**
 * Stops what the engine's main thread does, in two stages: a message first, which lets `finally` blocks run; when
 * the main thread does not take it, its JavaScript is terminated until it does.
 */
export class Interrupter {
  readonly #parts: InterrupterParts;
  #number = 0;
  #outstanding = 0;
  #terminations = 0;
  /** The cell that is being interrupted, and one that has to be after it. */
  #cell: number | undefined;
  #next: number | undefined;
  #resending = false;

  constructor(parts: InterrupterParts) {
    this.#parts = parts;
  }

  /** True while a termination is under way: it ends whatever runs next. */
  get isTerminating(): boolean {
    return this.#outstanding > 0;
  }

  /**
   * Interrupts what runs. While one interrupt is at work, another one for the same cell changes nothing, and one for a
   * later cell waits its turn, unless that cell has ended by then. Resolves when the main thread is free again.
   */
  async interrupt(): Promise<void> {
    const latest = this.#parts.latest();
    if (this.#cell !== undefined) {
      if (latest !== this.#cell) this.#next = latest;
      return;
    }
    for (let cell: number | undefined = latest; cell === this.#parts.latest(); cell = this.#next) {
      this.#cell = cell;
      this.#next = undefined;
      try {
        await this.#interrupt(cell);
      } finally {
        this.#cell = undefined;
      }
    }
  }

  async #interrupt(cell: number): Promise<void> {
    const { signals, soft, terminated, nudge, calm, interruptChildren } = this.#parts;
    const { shieldLimit = SHIELD_LIMIT } = this.#parts;
    const number = ++this.#number;
    Atomics.store(signals, SIGNAL.ASKED, number);
    const noticed = () => Atomics.load(signals, SIGNAL.INTERRUPTED) >= number;
    soft(number);
    // An engine that is still starting runs nothing that could be stuck: it notices when it is up.
    await until(() => noticed() || Atomics.load(signals, SIGNAL.READY) === 1, Number.POSITIVE_INFINITY);
    if (await until(noticed, SOFT_LIMIT)) return;
    const began = Date.now();
    const isSpared = spared(shieldLimit);
    let children = false;
    while (!noticed()) {
      this.#terminate(isSpared());
      await until(noticed, HARD_STEP);
      this.#remind(number);
      if (!children && Date.now() - began > CHILD_LIMIT) {
        children = true;
        interruptChildren();
      }
    }
    // Callbacks that call for each other (process.nextTick) go on after a termination, and nothing else ever runs.
    const turned = () => Atomics.load(signals, SIGNAL.TURNED) >= number;
    const hasTurned = async () => {
      for (let waited = 0; waited < TURN_LIMIT; waited += HARD_STEP) {
        if (await until(turned, HARD_STEP)) return true;
        this.#remind(number);
      }
      return false;
    };
    while (!(await hasTurned())) {
      Atomics.store(signals, SIGNAL.DROP_TICKS, 1);
      this.#terminate(isSpared());
    }
    Atomics.store(signals, SIGNAL.DROP_TICKS, 0);
    // A termination that came too late waits for the next JavaScript that runs; it must not be a cell's.
    const late = this.#outstanding > 0;
    while (this.#outstanding > 0) {
      nudge();
      await sleep(STEP);
    }
    terminated(late ? this.#parts.latest() : cell);
    calm();
    void this.#resend();
  }

  /** Not waited for: the next cell may keep the main thread busy until it is interrupted in its turn. */
  async #resend(): Promise<void> {
    if (this.#resending) return;
    this.#resending = true;
    for (let wait = STEP; await sleep(wait).then(this.#parts.repeat); wait = Math.min(wait * 2, 1000));
    this.#resending = false;
  }

  /** A termination may have taken the message with it, or the turn after it; one that waits for JavaScript gets some. */
  #remind(number: number): void {
    if (this.#outstanding === 0) this.#parts.soft(number);
    else this.#parts.nudge();
  }

  /** `spare`: not behind a shield. */
  #terminate(spare: boolean): void {
    if (this.#outstanding > 0) return;
    const { signals } = this.#parts;
    Atomics.store(signals, SIGNAL.TERMINATING, ++this.#terminations);
    if (spare && Atomics.load(signals, SIGNAL.SHIELD) === 1) {
      Atomics.store(signals, SIGNAL.TERMINATING, 0);
      return;
    }
    this.#outstanding++;
    // Told before, because the main thread may be free before the answer is here, and after, because it may be late.
    const tell = () => Atomics.store(signals, SIGNAL.TERMINATED, 1);
    tell();
    this.#parts.terminate(() => {
      tell();
      Atomics.store(signals, SIGNAL.TERMINATING, 0);
      this.#outstanding--;
    });
  }
}

/** Tells whether a shield still counts: for that many ms, of the processor's time on a machine that is busy with others. */
function spared(limit: number): () => boolean {
  const [began, before] = [Date.now(), process.cpuUsage()];
  return () => {
    const passed = Date.now() - began;
    if (passed < limit) return true;
    const { user, system } = process.cpuUsage(before);
    return passed < BUSY_MACHINE * limit && (user + system) / 1000 < limit;
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for `condition`, at most `limit` ms; resolves to whether it holds. */
async function until(condition: () => boolean, limit: number): Promise<boolean> {
  const end = performance.now() + limit;
  while (!condition()) {
    if (performance.now() >= end) return false;
    await sleep(STEP);
  }
  return true;
}
