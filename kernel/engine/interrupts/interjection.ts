/**
 * Questions that are answered in the middle of a cell. The main thread takes its messages in turn, and a cell that does
 * not wait holds it for as long as it computes; but V8 lets the inspector evaluate between two turns of a loop.
 */
import type { ToEngine } from '../../link.js';
import type { InspectorSession } from '../debug/debug-relay.js';

/** What is asked about code and values, and answered without running any of the user's code. */
export type Question = Extract<ToEngine, { readonly type: 'complete' | 'inspect' | 'isComplete' }>;

const KEY = Symbol.for('cellgrad.question');

/** On the main thread: what answers. It returns plain data. */
export function takeQuestions(answer: (question: Question) => unknown): void {
  const value = (question: Question) => JSON.stringify(answer(question));
  Object.defineProperty(globalThis, KEY, { value, configurable: true });
}

/** In the watchdog: asks in the middle of what runs. `then` is not called when there is no answer. */
export function interject(
  session: InspectorSession,
  question: Question,
  then: (value: unknown) => void,
): void {
  const expression = `globalThis[Symbol.for(${JSON.stringify(KEY.description)})](${JSON.stringify(question)})`;
  const settings = { expression, silent: true, returnByValue: true, disableBreaks: true };
  session.post('Runtime.evaluate', settings, (error, reply) => {
    const { result, exceptionDetails } = (reply ?? {}) as {
      result?: { value?: unknown };
      exceptionDetails?: object;
    };
    if (error || exceptionDetails || typeof result?.value !== 'string') return;
    then(JSON.parse(result.value));
  });
}
