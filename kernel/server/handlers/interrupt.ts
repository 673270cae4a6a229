import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Kernel interrupt". The reply says that the kernel was asked; the cell's own reply says that it ended. */
export function interrupt(_request: Request, services: Services): object {
  services.interrupt();
  return { status: 'ok' };
}
