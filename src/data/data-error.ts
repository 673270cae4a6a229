import { show } from '../support/check.js';
import { KeyboardInterrupt, ValueError } from '../support/errors.js';

/** An error in a pipeline: it names the stage and the element, and carries what went wrong as its cause. */
export class DataError extends ValueError {
  override name = 'DataError';
}

/** What a user's function threw, as an error that says in which stage and at which element, counted from 0. */
export function dataError(stage: string, element: number, error: unknown): unknown {
  if (error instanceof KeyboardInterrupt || error instanceof DataError) return error;
  const where = `Dataset.${stage}, element ${element}: `;
  const message = error instanceof Error ? error.message : `threw ${show(error)}`;
  const notIterable = error instanceof TypeError && /not iterable/.test(message);
  return new DataError(message.startsWith(where) ? message : where + message, {
    cause: error,
    ...(notIterable ? { fix: "(x, y) => ..., as a tuple's parts are arguments of their own" } : {}),
  });
}
