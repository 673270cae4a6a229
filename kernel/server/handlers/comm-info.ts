import type { CommInfoReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Comm info". */
export function commInfo({ content }: Request, { comms }: Services): CommInfoReply {
  const target = content.optional((fields) => fields.string('target_name'), 'target_name');
  const wanted = [...comms].filter(([, comm]) => target === undefined || comm.target_name === target);
  return { status: 'ok', comms: Object.fromEntries(wanted) };
}
