import type { Runtime } from 'node:inspector';
import { DEBUG_TARGET, type DebugTarget } from '../engine/debug/debug-target.js';

/** What is wrong with a debugger's request, in words for the person who made it. */
export class DebugError extends Error {
  override name = 'DebugError';
}

/** Sends one request to V8's inspector; `undefined` when there is no answer. */
export type PostToInspector = (method: string, params: object) => Promise<unknown>;

/** A value of the engine's, as an argument of a call there. */
export class RemoteValue {
  readonly object: Runtime.RemoteObject;

  constructor(object: Runtime.RemoteObject) {
    this.object = object;
  }

  /** The argument for `Runtime.callFunctionOn`. */
  toArgument(): Runtime.CallArgument {
    const { objectId, unserializableValue, value } = this.object;
    if (objectId !== undefined) return { objectId };
    return unserializableValue !== undefined ? { unserializableValue } : { value: value as unknown };
  }
}

/** Arguments of a method of the target: plain data, or values of the engine's. */
type Arguments<List extends unknown[]> = { [At in keyof List]: List[At] | RemoteValue };

/** V8's inspector of the engine's main thread, and the kernel's own part beside it (debug-target.ts). */
export class Inspector {
  readonly #post: PostToInspector;
  #target: Promise<string> | undefined;

  constructor(post: PostToInspector) {
    this.#post = post;
  }

  /** Sends one request. Throws {@link DebugError} when V8 refuses it or the engine does not answer. */
  async post<Result = object>(method: string, params: object = {}): Promise<Result> {
    const reply = (await this.#post(method, params)) as { result?: Result; error?: string } | undefined;
    if (reply === undefined) throw new DebugError(`${method}: the engine does not answer`);
    if (reply.error !== undefined) throw new DebugError(`${method}: ${reply.error}`);
    return reply.result as Result;
  }

  /** Calls a method of the kernel's own part on the main thread. */
  async call<Name extends keyof DebugTarget>(
    name: Name,
    ...rest: Arguments<Parameters<DebugTarget[Name]>>
  ): Promise<ReturnType<DebugTarget[Name]>> {
    this.#target ??= this.#findTarget();
    const { result } = await this.#run('Runtime.callFunctionOn', {
      objectId: await this.#target,
      functionDeclaration: 'function (name, ...rest) { return this[name](...rest); }',
      arguments: [{ value: name }, ...rest.map(toArgument)],
      returnByValue: true,
    });
    return result.value as ReturnType<DebugTarget[Name]>;
  }

  /** Evaluates JavaScript, in a frame or in the global scope. */
  async evaluate(expression: string, frame?: string): Promise<RemoteValue> {
    const { result } =
      frame === undefined
        ? await this.#run('Runtime.evaluate', { expression, disableBreaks: true })
        : await this.#run('Debugger.evaluateOnCallFrame', { expression, callFrameId: frame });
    return new RemoteValue(result);
  }

  /** The engine is a new one. */
  reset(): void {
    this.#target = undefined;
  }

  async #run(method: string, params: object): Promise<Runtime.EvaluateReturnType> {
    const reply = await this.post<Runtime.EvaluateReturnType>(method, { silent: true, ...params });
    const { exceptionDetails } = reply;
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new DebugError(exception?.description?.split('\n    at ')[0] ?? String(exception?.value ?? text));
    }
    return reply;
  }

  async #findTarget(): Promise<string> {
    const expression = `globalThis[Symbol.for(${JSON.stringify(DEBUG_TARGET)})]`;
    const { result } = await this.#run('Runtime.evaluate', { expression });
    if (result.objectId !== undefined) return result.objectId;
    this.reset();
    throw new DebugError('the engine is still starting');
  }
}

function toArgument(value: unknown): Runtime.CallArgument {
  return value instanceof RemoteValue ? value.toArgument() : { value };
}
