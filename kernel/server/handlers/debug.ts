import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Debug request": a message of the Debug Adapter Protocol in a Jupyter message. */
export async function debug({ content, header }: Request, services: Services): Promise<object> {
  const debuggerOfKernel = await services.debugger(header);
  return debuggerOfKernel.request({
    seq: content.optional((fields) => fields.integer('seq'), 'seq') ?? 0,
    command: content.string('command'),
    arguments: content.optional((fields) => fields.object('arguments'), 'arguments') ?? {},
  });
}
