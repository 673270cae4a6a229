import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** What JupyterLab's kernel usage panel asks for on the control channel; the form is ipykernel's. */
export function usage(_request: Request, services: Services): object {
  return services.usage.read([process.pid, ...(services.engine.pid ? [services.engine.pid] : [])]);
}
