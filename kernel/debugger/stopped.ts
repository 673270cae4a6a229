import type { Debugger } from 'node:inspector';
import { basename } from 'node:path';
import type { DebugVariable } from '../engine/debug/debug-values.js';
import { DebugError, type Inspector, RemoteValue } from './inspector.js';
import type { Paused } from './inspector-events.js';
import { isBody, type Scripts, type UserScript } from './scripts.js';

/** One of the user's frames, the innermost first. */
export interface UserFrame {
  readonly id: number;
  readonly name: string;
  readonly script: UserScript;
  readonly line: number;
  readonly column: number;
  /** The code of a cell outside of its functions: its variables are the session's. */
  readonly isCellBody: boolean;
  readonly call: Debugger.CallFrame;
}

/** A part of a frame's variables as the Debug Adapter Protocol has it. */
export interface DebugScope {
  readonly name: string;
  readonly presentationHint: 'locals' | 'globals';
  readonly variablesReference: number;
  readonly expensive: boolean;
}

/** So many numbers of frames a stop has. */
const FRAMES = 1000;
const LOCAL_SCOPES: ReadonlySet<string> = new Set([
  'local',
  'block',
  'catch',
  'with',
  'eval',
  'closure',
  'module',
]);

/** What can be seen while JavaScript stands still: frames, scopes and their variables. */
export class Stopped {
  readonly frames: readonly UserFrame[];
  readonly paused: Paused;
  /** True when the innermost frame is the user's own, at a place that the user wrote. */
  readonly isAtUserCode: boolean;
  readonly #inspector: Inspector;
  /** Scopes that were told, by their number: a frame's own variables or the session's. */
  readonly #scopes = new Map<number, UserFrame | 'session'>();

  private constructor(inspector: Inspector, paused: Paused, frames: readonly UserFrame[]) {
    this.#inspector = inspector;
    this.paused = paused;
    this.frames = frames;
    this.isAtUserCode = frames[0] !== undefined && frames[0].call === paused.callFrames[0];
  }

  /** Reads a stop. `number` tells its frames from those of other stops. */
  static async read(
    inspector: Inspector,
    scripts: Scripts,
    paused: Paused,
    number: number,
  ): Promise<Stopped> {
    const known = paused.callFrames.flatMap((call) => {
      const script = scripts.get(call.location.scriptId);
      return script ? [{ call, script }] : [];
    });
    const places = await inspector.call(
      'locate',
      known.map(({ call: { location }, script }) => [
        script.address,
        location.lineNumber + 1,
        (location.columnNumber ?? 0) + 1,
      ]),
    );
    const frames = known.flatMap(({ call, script }, i): UserFrame[] => {
      const place = places[i];
      if (!place) return [];
      const [line, column] = place;
      const isCellBody = script.isCell && isBody(call.functionLocation);
      const name = isCellBody ? basename(script.file, '.ts') : call.functionName || '(anonymous)';
      return [{ id: number * FRAMES + i + 1, name, script, line, column, isCellBody, call }];
    });
    return new Stopped(inspector, paused, frames);
  }

  /** Throws {@link DebugError} for a frame of another stop. */
  frame(id: number): UserFrame {
    const frame = this.frames.find((one) => one.id === id);
    if (!frame) throw new DebugError(`expected the id of a frame; received ${id}`);
    return frame;
  }

  /** The scopes of a frame. Outside of functions, the variables of the session are the frame's own. */
  scopes(id: number): DebugScope[] {
    const frame = this.frame(id);
    const scope = (name: string, hint: DebugScope['presentationHint'], what: UserFrame | 'session') => {
      const variablesReference = this.#scopes.size + 1;
      this.#scopes.set(variablesReference, what);
      return { name, presentationHint: hint, variablesReference, expensive: false };
    };
    return [scope('Locals', 'locals', frame), scope('Globals', 'globals', 'session')];
  }

  /** The variables of a scope, or the parts of a variable. */
  async variables(reference: number, start?: number, count?: number): Promise<DebugVariable[]> {
    const scope = this.#scopes.get(reference);
    if (scope === undefined) return this.#inspector.call('children', reference, start, count);
    const all = scope === 'session' ? await this.#inspector.call('globals') : await this.#locals(scope);
    return count ? all.slice(start ?? 0, (start ?? 0) + count) : all;
  }

  async #locals({ call, isCellBody }: UserFrame): Promise<DebugVariable[]> {
    const scopes = call.scopeChain.filter(({ type }) => LOCAL_SCOPES.has(type));
    const names = await this.#inspector.call('names', ...scopes.map(({ object }) => new RemoteValue(object)));
    // V8's scope objects are as of the stop; what was assigned since shows only where the names are read.
    const readers = names.map((name) => `${JSON.stringify(name)}: () => ${name}`);
    const own = await this.#inspector.call(
      'locals',
      new RemoteValue(call.this),
      await this.#inspector.evaluate(`({ ${readers.join(', ')} })`, call.callFrameId),
    );
    if (!isCellBody) return own;
    const hidden = new Set(own.map(({ name }) => name));
    const session = await this.#inspector.call('globals');
    return [...own, ...session.filter(({ name }) => !hidden.has(name))];
  }
}
