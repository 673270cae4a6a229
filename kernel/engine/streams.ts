import { StringDecoder } from 'node:string_decoder';
import { format, formatWithOptions } from 'node:util';
import { cellContext } from './cell-context.js';
import type { EngineOutput } from './output.js';

type Write = typeof process.stdout.write;

/** The methods of console that print their arguments. */
const PRINTING = ['log', 'info', 'debug', 'warn', 'error'] as const;

/**
 * Sends what a cell prints to its output: `process.stdout`, `process.stderr` and, through them, `console`. What no cell
 * wrote goes where it went before. Returns the function that restores everything.
 */
export function captureStreams(output: EngineOutput, colors: boolean): () => void {
  const restore = [
    captureStream(process.stdout, 'stdout', output),
    captureStream(process.stderr, 'stderr', output),
    ...PRINTING.map((method) => colorMethod(method, colors)),
    colorDir(colors),
  ];
  return () => {
    for (const one of restore) one();
  };
}

function captureStream(
  stream: NodeJS.WriteStream,
  name: 'stdout' | 'stderr',
  output: EngineOutput,
): () => void {
  const original = stream.write;
  const decoder = new StringDecoder('utf8');
  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error) => void),
    done?: (error?: Error) => void,
  ): boolean => {
    const cell = cellContext.getStore();
    if (!cell) return Reflect.apply(original, stream, [chunk, encoding, done]) as boolean;
    const text = textOf(chunk, typeof encoding === 'string' ? encoding : 'utf8', decoder);
    if (text) output.stream(cell.id, name, text);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
  stream.write = write as Write;
  return () => {
    stream.write = original;
  };
}

/** Bytes may end in the middle of a character; the rest comes with the next ones. */
function textOf(chunk: unknown, encoding: BufferEncoding, decoder: StringDecoder): string {
  if (typeof chunk === 'string') {
    return encoding === 'utf8' || encoding === 'utf-8'
      ? chunk
      : Buffer.from(chunk, encoding).toString('utf8');
  }
  if (chunk instanceof Uint8Array)
    return decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  throw new TypeError(`write: expected a string, a Buffer or a Uint8Array; received ${typeof chunk}.`);
}

/** Objects print in colour; text and numbers do not, so that what a program prints for another one stays plain. */
function colorMethod(method: (typeof PRINTING)[number], colors: boolean): () => void {
  const original = console[method];
  console[method] = (...values: unknown[]) => {
    if (!cellContext.getStore() || values.length === 0) {
      original.apply(console, values);
      return;
    }
    original.call(
      console,
      values.some(isObject) ? formatWithOptions({ colors }, ...values) : format(...values),
    );
  };
  return () => {
    console[method] = original;
  };
}

function colorDir(colors: boolean): () => void {
  const original = console.dir;
  console.dir = (value: unknown, options?: object) => {
    original.call(
      console,
      value,
      cellContext.getStore() ? { colors: colors && isObject(value), ...options } : options,
    );
  };
  return () => {
    console.dir = original;
  };
}

export function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
