import { show } from '../support/check.js';
import { KeyboardInterrupt, ValueError } from '../support/errors.js';

/** An error in a pipeline: it names the stage and the element, and carries what went wrong as its cause. */
export class DataError extends ValueError {
  override name = 'DataError';
}

/** What a user's function threw, as an error that says in which stage and at which element, counted from 0. */
export function dataError(stage: string, element: number, error: unknown): unknown {
  if (error instanceof KeyboardInterrupt || error instanceof DataError) return error;
  const message = error instanceof Error ? error.message : `threw ${show(error)}`;
  return new DataError(`Dataset.${stage}, element ${element}: ${message}`, { cause: error });
}
