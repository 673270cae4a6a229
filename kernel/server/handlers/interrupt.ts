import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Kernel interrupt". The reply says that the kernel was asked; the cell's own reply says that it ended. */
export function interrupt(_request: Request, { engine, inputs }: Services): object {
  inputs.interrupted();
  engine.interrupt();
  return { status: 'ok' };
}
