import { current } from '../backends/choose.js';
import { ValueError } from '../support/errors.js';

/** Throws where a device of this name (`CPU:0`, `/gpu:1`) is not what the backend in use computes on. */
export function checkDevice(where: string, name: string): void {
  const kind = /(?:^|[/:])(cpu|gpu)(?::\d+)?$/i.exec(name)?.[1]?.toLowerCase();
  if (kind === undefined) {
    throw new ValueError(
      `${where}: expected a device as 'CPU:0' or 'GPU:0'; received ${JSON.stringify(name)}.`,
    );
  }
  const backend = current();
  const own = backend === 'cuda' || backend === 'webgpu' ? 'gpu' : 'cpu';
  if (kind === own) return;
  throw new ValueError(`${where}: ${name} is not the device of the backend in use, ${backend}.`, {
    fix:
      kind === 'gpu'
        ? 'CELLGRAD_BACKEND=cuda (cellgrad backend install cuda)'
        : 'CELLGRAD_BACKEND=native or wasm',
  });
}
