import type { ConnectReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Connect": on which ports the kernel listens. The protocol advises against it since 5.1; ipykernel answers it. */
export function connect(_request: Request, { ports }: Services): ConnectReply & { status: 'ok' } {
  return { status: 'ok', ...ports };
}
