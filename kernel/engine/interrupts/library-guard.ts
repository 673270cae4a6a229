import type { Shield } from './shield.js';

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** What of tfjs-core's engine works on a backend's memory, or on the lists of what is there; the library adds two to it. */
const TORN_BY_TERMINATION = [
  'runKernel',
  'runRecorded',
  'keepRecorded',
  'makeTensor',
  'makeTensorFromTensorInfo',
  'disposeTensor',
  'disposeVariable',
  'endScope',
  'readSync',
] as const;

/**
 * Terminating JavaScript inside of a kernel may leave a backend's memory damaged for ever. Behind this, the library's
 * operations are spared; one that begins after an interrupt throws KeyboardInterrupt in place of it, so that long steps
 * and loops of operations stop at once, and everything on the way out is tidied up.
 */
export function guardLibrary(library: Readonly<Record<string, unknown>>, shield: Shield): void {
  const engine = (library['tf'] as { engine?: () => Record<string, Method> } | undefined)?.engine?.();
  const Interrupt = library['KeyboardInterrupt'] as (new () => Error) | undefined;
  if (engine === undefined || Interrupt === undefined) return;
  for (const name of TORN_BY_TERMINATION) {
    const method = engine[name];
    if (method === undefined) continue;
    engine[name] = function (...values) {
      if ((name === 'runKernel' || name === 'runRecorded') && shield.isAsked()) throw new Interrupt();
      shield.up();
      try {
        return method.apply(this, values);
      } finally {
        shield.down();
      }
    };
  }
}
