import type { IsCompleteReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** So long is the engine waited for, in ms: while a cell holds it, and while it starts or loads the library. */
const BUSY_LIMIT = 1000;
const LIMIT = 10_000;

/** Section "Code completeness". */
export async function isComplete({ content }: Request, { engine }: Services): Promise<IsCompleteReply> {
  const code = content.string('code');
  const limit = engine.busy ? BUSY_LIMIT : LIMIT;
  const answer = (await engine.ask({ type: 'isComplete', code }, limit)) as IsCompleteReply | undefined;
  return answer ?? { status: 'unknown' };
}
