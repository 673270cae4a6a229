/** An engine process and its pipes, without the supervisor. */
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { Writable } from 'node:stream';
import { encodeFrame, FrameReader } from '../../../kernel/frames.js';
import type { ToEngine, ToServer } from '../../../kernel/link.js';
import { killEngine, launchEngine } from '../../../kernel/server/launch.js';

export function startProcess(entry: URL) {
  const { child, messages } = launchEngine({ folder: tmpdir(), entry });
  const received: ToServer[] = [];
  let wake = () => {};
  const reader = new FrameReader();
  messages.on('data', (chunk: Buffer) => {
    received.push(...(reader.push(chunk) as ToServer[]));
    wake();
  });
  const input = child.stdio[4] as Writable;
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const until = async <Found>(find: () => Found | undefined | false): Promise<Found> => {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    child,
    received,
    input,
    exited,
    until,
    send: (message: ToEngine) => input.write(encodeFrame(message)),
    execute: (cell: number, code: string) =>
      input.write(
        encodeFrame({
          type: 'execute',
          cell,
          count: cell,
          code,
          silent: false,
          userExpressions: {},
          allowStdin: false,
        } satisfies ToEngine),
      ),
    done: (cell: number) => until(() => received.find((one) => one.type === 'done' && one.cell === cell)),
    printed: (text: string) =>
      until(() => received.some((one) => one.type === 'stream' && one.text.includes(text))),
    kill: () => killEngine(child),
  };
}
