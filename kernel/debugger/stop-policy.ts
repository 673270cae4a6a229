import type { Debugger } from 'node:inspector';
import type { Breakpoints } from './breakpoints.js';
import type { ExceptionFilter } from './capabilities.js';
import { catchesAt, offsetOf } from './catches.js';
import type { Inspector } from './inspector.js';
import type { Scripts } from './scripts.js';
import type { Stopped } from './stopped.js';

/** The ways to go on for a little. */
export type StepKind = 'stepOver' | 'stepInto' | 'stepOut';

/** Why a person is shown a stop, or how to go on because it is none for a person. */
export type Verdict =
  | { readonly reason: 'breakpoint' | 'step' | 'exception' | 'pause' }
  | { readonly go: 'resume' | StepKind }
  /** Nothing of a person's was near: to be asked to pause again. */
  | { readonly go: 'resume'; readonly pauseAgain: true };

/** Where a step began. */
interface Step {
  readonly kind: StepKind;
  readonly line: number;
  readonly script: string;
  /** How many of the user's frames there were, and the script of the outermost one: that of the cell. */
  readonly depth: number;
  readonly outermost: string;
  repeats: number;
}

/** A line may hold a whole loop; after so many steps on it a person is shown where it is. */
const REPEATS = 100;

/** V8 does not look away from Node's own code: so many steps may lead out of it, to the person's callback. */
const SEARCH = 20;

/** Decides which of V8's stops are stops for a person. */
export class StopPolicy {
  /** The exceptions that are to be stopped at. */
  filters: ReadonlySet<ExceptionFilter> = new Set();
  readonly #inspector: Inspector;
  readonly #scripts: Scripts;
  readonly #breakpoints: Breakpoints;
  #step: Step | undefined;
  /** Steps that are left to find the person's code, when they want to be where JavaScript is. */
  #search: number | undefined;

  constructor(inspector: Inspector, scripts: Scripts, breakpoints: Breakpoints) {
    this.#inspector = inspector;
    this.#scripts = scripts;
    this.#breakpoints = breakpoints;
  }

  /** A person wants to stop at the next line of theirs. */
  pause(): void {
    this.#search = SEARCH;
  }

  /** A pause is still wanted. */
  get isPausing(): boolean {
    return this.#search !== undefined;
  }

  /** A pause is wanted no more. */
  forgetPause(): void {
    this.#search = undefined;
  }

  /** JavaScript goes on from here: with a step, or freely. */
  leave(from: Stopped, kind?: StepKind): void {
    const [top] = from.frames;
    this.forgetPause();
    this.#step = top &&
      kind && {
        kind,
        line: top.line,
        script: top.script.id,
        depth: from.frames.length,
        outermost: outermost(from),
        repeats: 0,
      };
  }

  async judge(stopped: Stopped): Promise<Verdict> {
    const { reason } = stopped.paused;
    if (reason === 'exception' || reason === 'promiseRejection') {
      if (await this.#isWanted(stopped)) return { reason: 'exception' };
      return { go: this.#step?.kind ?? 'resume' };
    }
    const hit = await this.#breakpoints.hit(stopped.paused);
    if (this.#search !== undefined && stopped.frames.length === 0) return this.#searchOn(this.#search);
    if (stopped.frames.length === 0 || (hit === 'entry' && !this.isPausing)) return { go: 'resume' };
    if (hit === 'breakpoint') return { reason: 'breakpoint' };
    return this.#step ? this.#judgeStep(stopped, this.#step) : { reason: 'pause' };
  }

  #searchOn(left: number): Verdict {
    this.#search = left > 0 ? left - 1 : SEARCH;
    return left > 0 ? { go: 'stepInto' } : { go: 'resume', pauseAgain: true };
  }

  #judgeStep(stopped: Stopped, step: Step): Verdict {
    // A step at the end of a cell must not stop in the next cell that is run.
    if (outermost(stopped) !== step.outermost) return { go: 'resume' };
    if (!stopped.isAtUserCode) {
      const [call] = stopped.paused.callFrames;
      const isUsers = call && this.#scripts.get(call.location.scriptId) !== undefined;
      return { go: isUsers ? 'stepOver' : 'stepOut' };
    }
    const [top] = stopped.frames;
    const same =
      top?.line === step.line && top.script.id === step.script && stopped.frames.length === step.depth;
    if (!same || step.kind === 'stepOut' || step.repeats >= REPEATS) return { reason: 'step' };
    step.repeats += 1;
    return { go: step.kind };
  }

  /** An exception of the cell's, or of a package that lets it out. */
  async #isWanted(stopped: Stopped): Promise<boolean> {
    const outermostUser = stopped.frames.at(-1);
    const innermostUser = stopped.frames[0];
    if (!outermostUser || !innermostUser) return false;
    const calls = stopped.paused.callFrames;
    const last = this.filters.has('all')
      ? calls.indexOf(innermostUser.call) - 1
      : calls.indexOf(outermostUser.call);
    for (const call of calls.slice(0, last + 1)) if (await this.#isCaughtIn(call)) return false;
    return true;
  }

  async #isCaughtIn({ location }: Debugger.CallFrame): Promise<boolean> {
    const { scriptSource } = await this.#inspector.post<Debugger.GetScriptSourceReturnType>(
      'Debugger.getScriptSource',
      { scriptId: location.scriptId },
    );
    return catchesAt(scriptSource, offsetOf(scriptSource, location.lineNumber, location.columnNumber ?? 0));
  }
}

function outermost(stopped: Stopped): string {
  return stopped.frames.at(-1)?.script.id ?? '';
}
