import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Kernel shutdown". The front end starts the kernel again when it wants a restart. */
export function shutdown({ content, header }: Request, services: Services): object {
  const reply = { status: 'ok', restart: content.boolean('restart', false) };
  // The other front ends of this kernel learn it on iopub.
  services.iopub.publish('shutdown_reply', reply, header);
  services.shutdown();
  return reply;
}
