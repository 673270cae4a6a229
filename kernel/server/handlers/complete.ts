import { toPoints, toUnits } from '../../protocol/cursor.js';
import type { CompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import { askBriefly } from './ask-briefly.js';
import type { Services } from './handler.js';

/** Section "Completion". */
export async function complete({ content }: Request, services: Services): Promise<CompleteReply> {
  const code = content.string('code');
  const point = content.integer('cursor_pos', [...code].length);
  const cursor = toUnits(code, point);
  const answer = await askBriefly(services.engine, { type: 'complete', code, cursor });
  if (answer === undefined) {
    return { status: 'ok', matches: [], cursor_start: point, cursor_end: point, metadata: {} };
  }
  const reply = answer as CompleteReply;
  return {
    ...reply,
    cursor_start: toPoints(code, reply.cursor_start),
    cursor_end: toPoints(code, reply.cursor_end),
  };
}
