import type { IsCompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import { askBriefly } from './ask-briefly.js';
import type { Services } from './handler.js';

/** So long is the engine waited for, in ms, while a cell holds it: a console cannot go on without the answer. */
const BUSY_LIMIT = 1000;

/** Section "Code completeness". */
export async function isComplete({ content }: Request, { engine }: Services): Promise<IsCompleteReply> {
  const code = content.string('code');
  const answer = (await askBriefly(engine, { type: 'isComplete', code }, BUSY_LIMIT)) as
    | IsCompleteReply
    | undefined;
  return answer ?? { status: 'unknown' };
}
