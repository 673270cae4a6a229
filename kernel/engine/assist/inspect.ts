import { inspect, types } from 'node:util';
import type { CellSources } from '../cell-sources.js';
import { isObject } from '../is-object.js';
import type { Names } from '../names/names.js';
import { briefly } from './briefly.js';
import { pathAround } from './expression-path.js';
import { compiledText } from './function-text.js';
import { classHead, functionHead } from './head-text.js';
import { follow, isCallableInstance, isClass, membersOf } from './runtime-values.js';

/** Protocol section "Introspection": the content of an inspect_reply. */
export interface InspectReply {
  readonly status: 'ok';
  readonly found: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const bold = (text: string) => `\x1b[1m${text}\x1b[0m`;

/** So many members of a value are named. */
const MOST_MEMBERS = 40;

/** Says what the value under the cursor is, from the value itself; types and the library's documentation come from `kernel/language`. */
export function inspectAt(
  code: string,
  cursor: number,
  detail: 0 | 1,
  { names, sources }: { readonly names: Names; readonly sources: CellSources },
): InspectReply {
  const around = pathAround(code, cursor);
  const found = around && follow(around.path, names);
  if (!found) return inspectReply(undefined);
  const name = around.path.join('.');
  const described = briefly(() => describeValue(name, found.value, detail, sources));
  return inspectReply(described?.value ?? `${name} cannot be shown: its text takes too long.`);
}

/** The reply with a text, or without one. */
export function inspectReply(text: string | undefined): InspectReply {
  const data = text === undefined ? {} : { 'text/plain': text };
  return { status: 'ok', found: text !== undefined, data, metadata: {} };
}

/** Name, type and value; with detail 1 also a function's source. */
export function describeValue(name: string, value: unknown, detail: 0 | 1, sources: CellSources): string {
  const lines: string[] = [];
  const add = (title: string, text: string) => lines.push(`${bold(`${title}:`)} ${text}`);
  if (typeof value === 'function' && !isCallableInstance(value)) {
    const own = sources.textOf(value as () => unknown);
    const source = own?.written ?? compiledText(value as () => unknown);
    const { head, parameters } = isClass(value)
      ? classHead(source, name)
      : { head: functionHead(source, name), parameters: undefined };
    add(isClass(value) ? 'Class' : 'Signature', head);
    if (parameters !== undefined) add('Constructor', `new ${name}(${parameters})`);
    if (own?.documentation !== undefined) add('Documentation', own.documentation);
    if (isClass(value)) {
      add('Methods', list(ownMembers((value as { prototype: unknown }).prototype)));
      const fixed = ownMembers(value).filter((one) => !FUNCTION_MEMBERS.has(one));
      if (fixed.length > 0) add('Static', list(fixed));
    }
    if (detail === 1) lines.push(bold('Source:'), source);
    return lines.join('\n');
  }
  add('Type', typeName(value));
  add('Value', shown(value, detail === 1 ? 4 : 1));
  if (detail === 1 && isObject(value)) add('Members', list(ownMembers(value)));
  return lines.join('\n');
}

/** A value's text, which its own `inspect.custom` may fail to give. */
function shown(value: unknown, depth: number): string {
  try {
    return shorten(inspect(value, { depth, maxArrayLength: 20, getters: false }));
  } catch (error) {
    return `cannot be shown: ${types.isNativeError(error) ? error.message : inspect(error, { customInspect: false })}`;
  }
}

const FUNCTION_MEMBERS = new Set([
  'length',
  'name',
  'prototype',
  'arguments',
  'caller',
  'apply',
  'bind',
  'call',
  'toString',
  'constructor',
]);

/** The members but for those that every object has. */
function ownMembers(value: unknown): string[] {
  return membersOf(value, '')
    .map((one) => one.name)
    .filter((name) => !(name in {}));
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_MEMBERS).join(', ');
  return names.length > MOST_MEMBERS ? `${shown} and ${names.length - MOST_MEMBERS} more` : shown || 'none';
}

function shorten(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}

/** What kind of value this is, in one word. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object' && !isCallableInstance(value)) return typeof value;
  if (types.isProxy(value)) return 'Proxy';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return types.isModuleNamespaceObject(value) ? 'module' : 'object';
  const { name } = (prototype as { constructor?: { name?: unknown } }).constructor ?? {};
  return typeof name === 'string' && name ? name : 'object';
}
