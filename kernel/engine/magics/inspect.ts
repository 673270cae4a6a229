import { type InspectReply, inspectReply } from '../assist/inspect.js';
import { describeMagic } from './help.js';
import { MAGICS } from './table.js';

/** Says what the magic on the cursor does; undefined where none stands. */
export function inspectMagic(code: string, cursor: number): InspectReply | undefined {
  const start = code.lastIndexOf('\n', cursor - 1) + 1;
  const found = /^(%%?)([A-Za-z]\w*)/.exec(code.slice(start));
  const magic = MAGICS.get(found?.[2] ?? '');
  if (!found || !magic || cursor > start + found[0].length) return undefined;
  return inspectReply(describeMagic(magic));
}
