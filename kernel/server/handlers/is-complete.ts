import type { IsCompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** So long is a busy engine waited for, in ms. */
const LIMIT = 1000;

/** Section "Code completeness". */
export async function isComplete({ content }: Request, { engine }: Services): Promise<IsCompleteReply> {
  const code = content.string('code');
  const answer = (await engine.ask({ type: 'isComplete', code }, LIMIT)) as IsCompleteReply | undefined;
  return answer ?? { status: 'unknown' };
}
