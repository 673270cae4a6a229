/** An engine whose cells never end and that does not care for interrupts. */
import { serve } from '../../../kernel/engine/serve.js';

await serve(async (output) => ({
  execute: ({ cell, code }) =>
    new Promise(() => {
      setImmediate(() => {
        output.stream(cell, 'stdout', 'begun');
        if (code === 'loop') while (true);
      });
    }),
  comm: () => new Promise(() => {}),
  isComplete() {
    throw new Error('no answer');
  },
  complete: (_, cursor) => ({ status: 'ok', matches: [], cursor_start: 0, cursor_end: cursor, metadata: {} }),
  inspect: () => ({ status: 'ok', found: false, data: {}, metadata: {} }),
  loadFor: () => undefined,
  interrupt: () => {},
  terminated: () => {},
  afterHardInterrupt: () => {},
  idle: () => {},
}));
