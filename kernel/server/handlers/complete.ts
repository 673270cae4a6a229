import { toPoints, toUnits } from '../../protocol/cursor.js';
import type { CompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** So long is the engine waited for, in ms: while native code of a cell holds it, and while it is still starting. */
const BUSY_LIMIT = 200;
const LIMIT = 5000;

/** Section "Completion". */
export async function complete({ content }: Request, services: Services): Promise<CompleteReply> {
  const code = content.string('code');
  const point = content.integer('cursor_pos', [...code].length);
  const limit = services.engine.busy ? BUSY_LIMIT : LIMIT;
  const cursor = toUnits(code, point);
  const answer = await services.engine.ask({ type: 'complete', code, cursor }, limit);
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
