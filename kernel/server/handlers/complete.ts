import { toPoints, toUnits } from '../../protocol/cursor.js';
import type { CompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import { askBriefly } from './ask-briefly.js';
import type { Services } from './handler.js';

/** Section "Completion". Run-time values answer first; where they cannot, and for the names of options, types do. */
export async function complete({ content }: Request, services: Services): Promise<CompleteReply> {
  const code = content.string('code');
  const point = content.integer('cursor_pos', [...code].length);
  const cursor = toUnits(code, point);
  const answer = (await askBriefly(services.engine, { type: 'complete', code, cursor })) as
    | CompleteReply
    | undefined;
  const found = answer !== undefined && answer.matches.length > 0;
  const reply = (await services.language.complete(code, cursor, found)) ?? answer;
  if (reply === undefined) {
    return { status: 'ok', matches: [], cursor_start: point, cursor_end: point, metadata: {} };
  }
  return {
    ...reply,
    cursor_start: toPoints(code, reply.cursor_start),
    cursor_end: toPoints(code, reply.cursor_end),
  };
}
