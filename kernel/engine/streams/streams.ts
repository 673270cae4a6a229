import { Console } from 'node:console';
import { StringDecoder } from 'node:string_decoder';
import { format, formatWithOptions } from 'node:util';
import { cellContext } from '../context/cell-context.js';
import { isObject } from '../is-object.js';
import type { EngineOutput } from './output.js';

type Write = typeof process.stdout.write;

/** The methods of console that print their arguments. */
const PRINTING = new Set(['log', 'info', 'debug', 'warn', 'error']);

type Method = (...values: unknown[]) => unknown;

/**
 * Sends what a cell prints to its output: `process.stdout`, `process.stderr` and, through them, `console`. What no cell
 * wrote goes where it went before. Returns the function that restores everything.
 */
export function captureStreams(output: EngineOutput, colors: boolean): () => void {
  const restore = [
    captureStream(process.stdout, 'stdout', output),
    captureStream(process.stderr, 'stderr', output),
    captureConsole(colors),
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

/**
 * Gives cells a console of their own. Node's one tells the inspector of every call while a session is open, which the
 * watchdog's always is: that takes longer than printing, and keeps what was printed. Objects print in colour; text and
 * numbers do not, so that what a program prints for another one stays plain.
 */
function captureConsole(colors: boolean): () => void {
  const { stdout, stderr } = process;
  // Writing to a cell's output does not fail.
  const own = new Console({ stdout, stderr, ignoreErrors: false, colorMode: false }) as unknown as Record<
    string,
    Method
  >;
  const shared = console as unknown as Record<string, Method>;
  const before = { ...shared };
  for (const name of Object.keys(own)) {
    const [original, printing] = [before[name], own[name]];
    if (typeof original !== 'function' || typeof printing !== 'function') continue;
    shared[name] = (...values) =>
      cellContext.getStore()
        ? printing(...inColors(name, values, colors))
        : Reflect.apply(original, console, values);
  }
  return () => {
    Object.assign(shared, before);
  };
}

function inColors(name: string, values: readonly unknown[], colors: boolean): readonly unknown[] {
  if (name === 'dir') return [values[0], { colors: colors && isObject(values[0]), ...(values[1] as object) }];
  if (!PRINTING.has(name) || values.length === 0) return values;
  // A lone text has no placeholders to fill; with more, or with one, `%s` and the like are filled here.
  const text = values.some(isObject) ? formatWithOptions({ colors }, ...values) : format(...values);
  return [text];
}
