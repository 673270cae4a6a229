import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Debug request": a message of the Debug Adapter Protocol in a Jupyter message. */
export function debug(request: Request, _services: Services): object {
  const seq = request.content.optional((fields) => fields.integer('seq'), 'seq') ?? 0;
  const command = request.content.string('command');
  const reply = { type: 'response', request_seq: seq, seq, command };
  if (command === 'debugInfo') {
    const body = {
      isStarted: false,
      hashMethod: '',
      hashSeed: 0,
      tmpFilePrefix: '',
      tmpFileSuffix: '',
      breakpoints: [],
      stoppedThreads: [],
      richRendering: false,
      exceptionPaths: [],
    };
    return { ...reply, success: true, body };
  }
  return { ...reply, success: false, message: `${command}: this kernel has no debugger` };
}
