import { createRequire } from 'node:module';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type TransformOptions, type TransformResult, transformSync } from 'oxc-transform';
import { nestingOf } from './nesting.js';

/**
 * oxc calls itself for what nests, and nothing stops it at the end of the stack: the process would end. On the four
 * megabytes of a thread it reads more than this, whatever it is that nests.
 */
const MOST = 5000;

/** The stack, in megabytes, of a thread that reads what nests more deeply. The system gives it as it is used. */
const STACK = 256;
const MOST_APART = (MOST * STACK) / 4;

/** So long, in ms, may the thread take. */
const PATIENCE = 10_000;

const PROGRAM = `const { workerData: { oxc, values, port, done } } = require('node:worker_threads');
try {
  const { code, map, errors } = require(oxc).transformSync(...values);
  port.postMessage({ code, map, errors });
} finally {
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}`;

/** What a transformation gives that is of use here. */
export type Transformed = Pick<TransformResult, 'code' | 'map' | 'errors'>;

/** oxc's `transformSync`, also for a text that nests so deeply that oxc would end the process. */
export function transform(file: string, source: string, options: TransformOptions): Transformed {
  const nesting = nestingOf(source);
  if (nesting <= MOST) return transformSync(file, source, options);
  const result = nesting <= MOST_APART ? transformApart(file, source, options) : undefined;
  if (!result) throw new RangeError('The text nests too deeply to be compiled');
  return result;
}

function transformApart(...values: Parameters<typeof transform>): Transformed | undefined {
  const { port1, port2: port } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const oxc = createRequire(import.meta.url).resolve('oxc-transform');
  const worker = new Worker(PROGRAM, {
    eval: true,
    execArgv: [],
    workerData: { oxc, values, port, done },
    transferList: [port],
    resourceLimits: { stackSizeMb: STACK },
  });
  // oxc may have failed to give so long a text.
  worker.on('error', () => undefined);
  Atomics.wait(done, 0, 0, PATIENCE);
  const result = receiveMessageOnPort(port1)?.message as Transformed | undefined;
  port1.close();
  void worker.terminate();
  return result;
}
