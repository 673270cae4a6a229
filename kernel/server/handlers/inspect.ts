import { toUnits } from '../../protocol/cursor.js';
import type { InspectReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import { askBriefly } from './ask-briefly.js';
import type { Services } from './handler.js';

/** Section "Introspection". */
export async function inspect({ content }: Request, services: Services): Promise<InspectReply> {
  const code = content.string('code');
  const cursor = toUnits(code, content.integer('cursor_pos', [...code].length));
  const detail = content.oneOf('detail_level', [0, 1], 0);
  const answer = await askBriefly(services.engine, { type: 'inspect', code, cursor, detail });
  return (answer as InspectReply | undefined) ?? { status: 'ok', found: false, data: {}, metadata: {} };
}
