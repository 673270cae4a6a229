import type { CommMessage } from '../../link.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Custom Messages": comm_open. */
export function commOpen(request: Request, services: Services): Promise<undefined> {
  // Without one it is a target that nobody has: the comm is closed.
  const target = request.content.string('target_name', '');
  services.comms.set(request.content.string('comm_id'), { target_name: target });
  return pass('open', request, services, target);
}

/** Section "Custom Messages": comm_msg. */
export function commMsg(request: Request, services: Services): Promise<undefined> {
  return pass('msg', request, services);
}

/** Section "Custom Messages": comm_close. */
export function commClose(request: Request, services: Services): Promise<undefined> {
  services.comms.delete(request.content.string('comm_id'));
  return pass('close', request, services);
}

/** A comm message has no reply; it is idle when its handler has ended. */
async function pass(
  action: CommMessage['action'],
  request: Request,
  services: Services,
  target?: string,
): Promise<undefined> {
  const { content, metadata, buffers, header } = request;
  await services.engine.comm(services.newCell(header), {
    action,
    comm: content.string('comm_id'),
    ...(target === undefined ? {} : { target }),
    // The protocol says an object; JupyterLab's API sends whatever JSON it is given.
    data: content.value('data', {}) as CommMessage['data'],
    metadata,
    buffers,
  });
  return undefined;
}
