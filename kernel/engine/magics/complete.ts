import { type CompleteReply, reply } from '../complete.js';
import { MAGICS } from './table.js';

/** Completes `%ti` at the start of a line; undefined where no magic stands. */
export function completeMagic(code: string, cursor: number): CompleteReply | undefined {
  const found = /(?:^|\n)(%%?)([A-Za-z]\w*)?$/.exec(code.slice(0, cursor));
  if (!found) return undefined;
  const [, sign = '%', prefix = ''] = found;
  const kind = sign === '%' ? 'line' : 'cell';
  const names = [...MAGICS.values()].filter((one) => one.name.startsWith(prefix) && one.kinds.includes(kind));
  return reply(
    names.map(({ name }) => ({ text: sign + name, type: 'magic' })),
    cursor - sign.length - prefix.length,
    cursor,
  );
}
