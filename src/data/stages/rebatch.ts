import { type Element, stackHost } from '../element.js';
import type { Stage } from '../stage.js';
import { batchWith } from './batch.js';
import { unbatch } from './unbatch.js';

/** The rows of batches in batches of other sizes, which take turns where there are several. */
export function rebatch(
  input: Stage<Element>,
  sizes: number | readonly number[],
  dropRemainder: boolean,
): Stage<Element> {
  return batchWith(unbatch(input, 'rebatch'), 'rebatch', sizes, dropRemainder, stackHost);
}
