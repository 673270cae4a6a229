/** An engine whose cells are plain scripts: for tests of what is around the real one. */
import { Script } from 'node:vm';
import { serve } from '../../../kernel/engine/serve.js';
import type { CellOutcome } from '../../../kernel/link.js';
import type { DisplayMessage } from '../../../src/display/sink.js';

await serve(async (output) => {
  let libraryLoaded = false;
  let running: { cell: number; end: (outcome: CellOutcome) => void } | undefined;
  const loadLibrary = async () => {
    // Begun now, there later.
    await Promise.resolve();
    libraryLoaded = true;
  };
  const failure = (error: Error): CellOutcome => ({
    status: 'error',
    error: { ename: error.name, evalue: error.message, traceback: [`${error.name}: ${error.message}`] },
  });
  const interrupted = () =>
    running?.end(failure(Object.assign(new Error('Interrupted.'), { name: 'KeyboardInterrupt' })));
  const scope = globalThis as Record<string, unknown>;
  scope['print'] = (text: string, name: 'stdout' | 'stderr' = 'stdout') =>
    output.stream(running?.cell ?? 0, name, text);
  scope['show'] = (data: Record<string, unknown>) => output.result(running?.cell ?? 0, data, {});
  scope['display'] = (message: DisplayMessage) => output.display(running?.cell ?? 0, message);
  scope['input'] = (prompt: string) => output.inputRequest(running?.cell ?? 0, prompt, false);
  scope['load'] = (name: string) => process.getBuiltinModule(name);
  return {
    execute: ({ cell, code }) =>
      new Promise((resolve) => {
        running = {
          cell,
          end(outcome) {
            running = undefined;
            resolve(outcome);
          },
        };
        const { end } = running;
        setImmediate(async () => {
          try {
            await new Script(code).runInThisContext();
            end({ status: 'ok', userExpressions: {}, payload: [] });
          } catch (error) {
            end(failure(error as Error));
          }
        });
      }),
    comm: async (cell, message) => {
      output.comm?.(cell, { ...message, action: 'msg' });
      return { status: 'ok', userExpressions: {}, payload: [] };
    },
    isComplete: () => ({ status: 'complete' }),
    complete: (code, cursor) => ({
      status: 'ok',
      matches: [code === 'library' && !libraryLoaded ? 'nothing' : `${code}!`],
      cursor_start: 0,
      cursor_end: cursor,
      metadata: {},
    }),
    inspect: () => ({ status: 'ok', found: false, data: {}, metadata: {} }),
    loadFor: (code) => (code === 'library' && !libraryLoaded ? loadLibrary() : undefined),
    interrupt: interrupted,
    terminated: () => {},
    afterHardInterrupt: interrupted,
    idle: () => {},
  };
});
