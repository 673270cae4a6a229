/** An engine process and its pipes, without the supervisor. */
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { encodeFrame, FrameReader } from '../../../kernel/frames.js';
import type { ExecuteCell, ToServer, ToWatchdog } from '../../../kernel/link.js';
import { killEngine, launchEngine } from '../../../kernel/server/launch.js';

export function startProcess(entry: URL) {
  const { child, messages, input, direct } = launchEngine({ folder: tmpdir(), entry });
  const received: ToServer[] = [];
  let wake = () => {};
  for (const pipe of [messages, input]) {
    const reader = new FrameReader();
    pipe.on('data', (chunk: Buffer) => {
      received.push(...(reader.push(chunk) as ToServer[]));
      wake();
    });
  }
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
    send: (message: ToWatchdog) => input.write(encodeFrame(message)),
    execute: (cell: number, code: string) => input.write(encodeFrame(executeCell(cell, code))),
    executeDirectly: (cell: number, code: string) => direct.write(encodeFrame(executeCell(cell, code))),
    done: (cell: number) => until(() => received.find((one) => one.type === 'done' && one.cell === cell)),
    printed: (text: string) =>
      until(() => received.some((one) => one.type === 'stream' && one.text.includes(text))),
    kill: () => killEngine(child),
  };
}

/** A cell as the server sends it. */
export function executeCell(cell: number, code: string): ExecuteCell {
  return { type: 'execute', cell, count: cell, code, silent: false, userExpressions: {}, allowStdin: false };
}
