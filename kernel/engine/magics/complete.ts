import { type CompleteReply, reply } from '../assist/complete-reply.js';
import { pathsFrom } from '../assist/complete-text.js';
import { TAKE_CODE } from './split.js';
import { MAGICS } from './table.js';

const NAME = /(?:^|\n)(%%?)([A-Za-z]\w*)?$/;
const ARGUMENT = /(?:^|\n)%%?([A-Za-z]\w*)[ \t]+(?:.*[ \t])?(\S*)$/;
/** The last word of a command for the shell. */
const COMMAND = /(?:^|\n)![ \t]*\S+[ \t](?:.*[\s'"=])?([^\s'"=]*)$/;
const BODY = /^\s*%%([A-Za-z]\w*).*\n/;

/** Completes a magic's name at the start of a line, its argument, and a command's paths; undefined where TypeScript stands. */
export function completeMagic(code: string, cursor: number, folder: string): CompleteReply | undefined {
  const before = code.slice(0, cursor);
  const body = MAGICS.get(BODY.exec(before)?.[1] ?? '');
  if (body) return TAKE_CODE.has(body.name) ? undefined : reply([], cursor, cursor);
  const name = NAME.exec(before);
  if (name) {
    const [, sign = '%', prefix = ''] = name;
    const kind = sign === '%' ? 'line' : 'cell';
    const found = [...MAGICS.values()].filter(
      (one) => one.name.startsWith(prefix) && one.kinds.includes(kind),
    );
    return reply(
      found.map((one) => ({ text: sign + one.name, type: 'magic' })),
      cursor - sign.length - prefix.length,
      cursor,
    );
  }
  const word = COMMAND.exec(before)?.[1];
  if (word !== undefined)
    return reply(
      pathsFrom(word, folder, () => true),
      cursor - word.length,
      cursor,
    );
  const argument = ARGUMENT.exec(before);
  const magic = MAGICS.get(argument?.[1] ?? '');
  if (!magic || TAKE_CODE.has(magic.name)) return undefined;
  const typed = argument?.[2] ?? '';
  const found = magic.complete?.(typed, folder).filter(({ text }) => text.startsWith(typed)) ?? [];
  return reply(found, cursor - typed.length, cursor);
}
