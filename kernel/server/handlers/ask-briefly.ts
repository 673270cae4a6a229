import type { Engine, EngineQuestion } from '../supervisor.js';

/** So long is the engine waited for, in ms: while native code of a cell holds it, and while it is still starting or loads the library. */
const BUSY_LIMIT = 200;
const LIMIT = 10_000;

/** The engine's answer for somebody who is typing; undefined where it does not come in time. */
export function askBriefly(
  engine: Pick<Engine, 'ask' | 'busy'>,
  question: EngineQuestion,
  busyLimit = BUSY_LIMIT,
): Promise<unknown> {
  return engine.ask(question, engine.busy ? busyLimit : LIMIT);
}
