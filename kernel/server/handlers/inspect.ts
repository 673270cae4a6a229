import { toUnits } from '../../protocol/cursor.js';
import type { InspectReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** So long is the engine waited for, in ms: while native code of a cell holds it, and while it is still starting. */
const BUSY_LIMIT = 200;
const LIMIT = 5000;

/** Section "Introspection". */
export async function inspect({ content }: Request, services: Services): Promise<InspectReply> {
  const code = content.string('code');
  const cursor = toUnits(code, content.integer('cursor_pos', [...code].length));
  const detail = content.oneOf('detail_level', [0, 1], 0);
  const limit = services.engine.busy ? BUSY_LIMIT : LIMIT;
  const answer = await services.engine.ask({ type: 'inspect', code, cursor, detail }, limit);
  return (answer as InspectReply | undefined) ?? { status: 'ok', found: false, data: {}, metadata: {} };
}
