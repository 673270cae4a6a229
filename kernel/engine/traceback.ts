import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inspect } from 'node:util';
import type { CellError } from '../link.js';
import type { CellSources } from './cell-sources.js';
import { codeFrame, expressionAt } from './errors/code-frame.js';
import { forgetPlaces } from './errors/places.js';
import { fixForPython } from './errors/python-habits.js';
import { ReplicaFailure } from './errors/replica-failure.js';
import { type Frame, framesOf, isError } from './errors/stack.js';
import { fixForSymbolicTensor } from './errors/symbolic-tensors.js';
import { fileSyntaxPosition } from './files/local-files.js';
import { fixForMissingPackage } from './files/missing-package.js';
import { CellSyntaxError } from './transpile/syntax-failure.js';

const bold = (text: string) => `\x1b[1m${text}\x1b[0m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[0m`;

/** So many of the user's frames are shown. */
const MOST_FRAMES = 12;
/** So deep goes a chain of causes. */
const MOST_CAUSES = 8;
/** So many errors of an AggregateError are shown. */
const MOST_ERRORS = 5;
/** Longer messages are cut in the traceback; `evalue` keeps them. */
const LONGEST = 20_000;

/** Fields of errors that are shown as what they are. */
const SHOWN = new Set(['name', 'message', 'stack', 'cause', 'errors', 'error', 'suppressed', 'fix']);
/** So much is shown of the others. */
const DETAIL = { depth: 2, maxArrayLength: 20, maxStringLength: 1000, colors: true };

/** What describing an error needs. */
export interface TracebackContext {
  readonly sources: CellSources;
  /** The cell whose text could not be compiled, for syntax errors. */
  readonly cell?: { readonly count: number; readonly source: string };
}

/**
 * An error as Jupyter shows it: name, message and fix first, then the user's frames with the source line marked; frames of
 * the library are counted, Node's are left out.
 */
export function describeError(error: unknown, context: TracebackContext): CellError {
  try {
    const { name, message } = nameAndMessage(error);
    // Another process has described it.
    if (error instanceof ReplicaFailure) return error.described;
    return { ename: name, evalue: message, traceback: describe(error, context, new Set()) };
  } catch {
    // A proxy, say, whose every property throws: the cell has to end all the same.
    const evalue = 'an error that cannot be read was thrown';
    return { ename: 'Uncaught', evalue, traceback: [`${bold('Uncaught')}: ${evalue}`] };
  } finally {
    forgetPlaces(error);
  }
}

function describe(error: unknown, context: TracebackContext, seen: Set<unknown>): string[] {
  seen.add(error);
  const { name, message, fix } = nameAndMessage(error);
  const shown = fix && message.endsWith(`\nFix: ${fix}`) ? message.slice(0, -fix.length - 6) : message;
  const [first = '', ...rest] = cut(shown).split('\n');
  const lines = [first ? `${bold(name)}: ${first}` : bold(name), ...rest];
  if (fix) lines.push(`${bold('Fix')}: ${fix}`);
  if (error instanceof CellSyntaxError && context.cell) {
    const { count, source } = context.cell;
    lines.push('', `${bold(`Cell ${count}, line ${error.line}`)}, column ${error.column}`);
    lines.push(...codeFrame(source, error, 1));
    return lines;
  }
  lines.push(...describeSyntax(error), ...describeFrames(framesOf(error, context.sources), context.sources));
  lines.push(...detailsOf(error));
  if (seen.size > MOST_CAUSES) return lines;
  const several = (error as Partial<AggregateError> | null)?.errors;
  if (isError(error) && Array.isArray(several)) {
    several.slice(0, MOST_ERRORS).forEach((one: unknown, i) => {
      if (seen.has(one)) return;
      const [head = '', ...more] = describe(one, context, seen);
      lines.push('', `${bold(`Error ${i + 1} of ${several.length}`)}: ${head}`, ...more);
    });
    if (several.length > MOST_ERRORS) lines.push('', `${several.length - MOST_ERRORS} more errors not shown`);
  }
  for (const [words, one] of beneath(error)) {
    if (one === undefined || seen.has(one)) continue;
    const [head = '', ...more] = isError(one) ? describe(one, context, seen) : [safely(() => inspect(one))];
    lines.push('', `${bold(words)} ${head}`, ...more);
  }
  return lines;
}

/** What an error has beside what every error has; Node's own have said it in the message. */
function detailsOf(error: unknown): string[] {
  if (!isError(error)) return [];
  const text = safely(() => {
    const own = Object.entries(error).filter(([key]) => !SHOWN.has(key));
    const isOfNode = 'syscall' in error || ('code' in error && /^ERR_/.test(String(error.code)));
    return own.length === 0 || isOfNode ? '' : inspect(Object.fromEntries(own), DETAIL);
  });
  return text === '' ? [] : ['', cut(text)];
}

/** The errors that an error carries, after the words that say how. */
function beneath(error: unknown): (readonly [string, unknown])[] {
  if (!isError(error)) return [];
  const cause = ['Caused by', error.cause] as const;
  // `using`: what the disposal threw, and what the block had thrown before it.
  if (safely(() => String(error.name)) !== 'SuppressedError') return [cause];
  const { error: thrown, suppressed } = error as { error?: unknown; suppressed?: unknown };
  return [['Disposal threw', thrown], ['It suppressed', suppressed], cause];
}

function nameAndMessage(error: unknown): { name: string; message: string; fix?: string } {
  if (!isError(error)) return { name: 'Uncaught', message: `${safely(() => inspect(error))} was thrown` };
  const own = safely(() => String(error.name || error.constructor.name || 'Error'));
  // A class that does not set `name` is still called by its own.
  const name = own === 'Error' ? safely(() => String(error.constructor?.name || own)) : own;
  const message = safely(() => String(error.message));
  const fix =
    (error as { fix?: unknown }).fix ??
    fixForMissingPackage(error, message) ??
    fixForPython(error, message) ??
    fixForSymbolicTensor(message);
  return typeof fix === 'string' ? { name, message, fix } : { name, message };
}

function safely(read: () => string): string {
  try {
    return read();
  } catch {
    return '(cannot be read)';
  }
}

function cut(text: string): string {
  return text.length > LONGEST
    ? `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`
    : text;
}

/** Where a local file could not be compiled. */
function describeSyntax(error: unknown): string[] {
  const found = error instanceof SyntaxError ? fileSyntaxPosition(error.message) : undefined;
  const source = found && textOf(found.path);
  if (!found || source === undefined) return [];
  const { path, line, column } = found;
  return [
    '',
    `${bold(`${basename(path)}, line ${line}`)}, column ${column}`,
    ...codeFrame(source, { line, column, length: 1 }, 1),
  ];
}

function describeFrames(frames: readonly Frame[], sources: CellSources): string[] {
  const lines: string[] = [];
  const own = withoutRepeats(frames.filter((frame) => frame.kind === 'cell' || frame.kind === 'file'));
  own.slice(0, MOST_FRAMES).forEach(({ frame, times }, i) => {
    const place = frame.kind === 'cell' ? `Cell ${sources.count(frame.file)}` : basename(frame.file);
    const source = frame.kind === 'cell' ? sources.text(frame.file) : textOf(frame.file);
    const mark = expressionAt(source ?? '', frame, i === 0);
    const name = frame.name ? ` ${dim(`in ${frame.name}`)}` : '';
    const again = times > 1 ? ` ${dim(`(${times} times)`)}` : '';
    lines.push('', `${bold(`${place}, line ${frame.line}`)}, column ${mark.column}${name}${again}`);
    // Around the code between magics stand the magics.
    const shown = frame.kind === 'cell' ? sources.wholeText(frame.file) : source;
    if (shown !== undefined) lines.push(...codeFrame(shown, mark, i === 0 ? 1 : 0));
  });
  const more = own.length - MOST_FRAMES;
  if (more > 0) lines.push('', dim(`${more} more frames not shown`));
  const hidden = frames.filter((frame) => frame.kind === 'library').length;
  if (hidden > 0)
    lines.push('', dim(`${hidden} ${hidden === 1 ? 'frame' : 'frames'} of the library not shown`));
  return lines;
}

/** Recursion is shown once. */
function withoutRepeats(frames: readonly Frame[]): { frame: Frame; times: number }[] {
  const found: { frame: Frame; times: number }[] = [];
  for (const frame of frames) {
    const last = found.at(-1);
    const same =
      last?.frame.file === frame.file && last.frame.line === frame.line && last.frame.column === frame.column;
    if (last && same) last.times += 1;
    else found.push({ frame, times: 1 });
  }
  return found;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The file is gone since it was loaded: the frame stands without its line.
    return undefined;
  }
}
