import { inspect, types } from 'node:util';
import { briefly } from '../assist/briefly.js';
import { compiledText } from '../assist/function-text.js';
import { typeName } from '../assist/inspect.js';

/** A variable as the Debug Adapter Protocol has it. */
export interface DebugVariable {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  /** The expression that gives it; absent where there is none. */
  readonly evaluateName?: string;
  /** Above 0: what {@link DebugValues.children} takes. */
  readonly variablesReference: number;
  /** How many elements, entries or properties it has. */
  readonly indexedVariables?: number;
}

/** A part of a value, as long as it is not looked at further. */
interface Part {
  readonly name: string;
  readonly expression: string | undefined;
  /** Text to show instead of a value that is not there without running code of the user's. */
  readonly text?: string;
  readonly value?: unknown;
}

/** So many parts are listed when a front end does not ask for a page. */
const PAGE = 200;
/** Longer texts are cut. */
const LONGEST = 1000;
/** So long, in ms, may the text of a value take: each of a list may have one that never ends. */
const TEXT_LIMIT = 300;
/** Numbers below are the server's, for scopes. */
const FIRST = 1_000_000;

/** Describes values to the debugger, and remembers those whose parts may be asked for. */
export class DebugValues {
  readonly #kept = new Map<
    number,
    { readonly value: WeakRef<object>; readonly expression: string | undefined }
  >();
  #next = FIRST;

  /** One value; `expression` gives it in the debugger's console. */
  describe(name: string, value: unknown, expression?: string): DebugVariable {
    const count = countOf(value);
    return {
      name,
      value: textOf(value),
      type: typeName(value),
      ...(expression !== undefined && { evaluateName: expression }),
      variablesReference: count > 0 ? this.#keep(value as object, expression) : 0,
      ...(count > PAGE && { indexedVariables: count }),
    };
  }

  /** The parts of a value that was described before; nothing when it is gone. */
  children(reference: number, start = 0, count = 0): DebugVariable[] {
    const kept = this.#kept.get(reference);
    const value = kept?.value.deref();
    if (!kept || value === undefined) return [];
    const size = countOf(value);
    const end = Math.min(size, start + (count || PAGE));
    const found = partsOf(value, start, end, kept.expression).map((part) => this.#describePart(part));
    if (count === 0 && end < size) {
      found.push({ name: '…', value: `${size - end} more`, type: '', variablesReference: 0 });
    }
    return found;
  }

  /** Forgets what was described: JavaScript goes on. */
  clear(): void {
    this.#kept.clear();
  }

  #describePart({ name, expression, text, value }: Part): DebugVariable {
    if (text === undefined) return this.describe(name, value, expression);
    return { name, value: text, type: '', variablesReference: 0 };
  }

  #keep(value: object, expression: string | undefined): number {
    const reference = this.#next++;
    this.#kept.set(reference, { value: new WeakRef(value), expression });
    return reference;
  }
}

/** One line, without running getters. */
function textOf(value: unknown): string {
  if (typeof value === 'function') {
    const source = compiledText(value as () => unknown);
    return shorten(
      source.startsWith('class') ? inspect(value) : `ƒ ${source.slice(0, LONGEST).split('{')[0]?.trim()}`,
    );
  }
  const options = {
    depth: 1,
    breakLength: Infinity,
    compact: true,
    maxArrayLength: 20,
    getters: false,
  } as const;
  const text = () => inspect(value, options);
  if (typeof value !== 'object' || value === null) return shorten(text());
  try {
    return shorten(briefly(text, TEXT_LIMIT)?.value ?? '(cannot be shown: its text takes too long)');
  } catch (error) {
    return `(cannot be shown: ${(error as Error).message})`;
  }
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isIndexed(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** How many parts a value has. */
function countOf(value: unknown): number {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return 0;
  if (types.isProxy(value)) return 0;
  if (isIndexed(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  return namesOf(value).length;
}

function namesOf(value: object): PropertyKey[] {
  const hidden =
    typeof value === 'function' ? ['length', 'name', 'prototype', 'arguments', 'caller'] : ['constructor'];
  return Reflect.ownKeys(value).filter((name) => !hidden.includes(String(name)));
}

function partsOf(value: object, start: number, end: number, expression: string | undefined): Part[] {
  const inside = (path: string) => (expression === undefined ? undefined : `${expression}${path}`);
  if (isIndexed(value)) {
    return Array.from({ length: Math.max(0, end - start) }, (_, i) => ({
      name: String(start + i),
      value: value[start + i],
      expression: inside(`[${start + i}]`),
    }));
  }
  if (value instanceof Map) {
    return [...value]
      .slice(start, end)
      .map(([key, one]) => ({ name: textOf(key), value: one, expression: undefined }));
  }
  if (value instanceof Set) {
    return [...value]
      .slice(start, end)
      .map((one, i) => ({ name: String(start + i), value: one, expression: undefined }));
  }
  return namesOf(value)
    .slice(start, end)
    .map((key) => property(value, key, inside));
}

function property(value: object, key: PropertyKey, inside: (path: string) => string | undefined): Part {
  const name = String(key);
  const path = typeof key === 'symbol' ? undefined : inside(memberPath(name));
  try {
    const found = Reflect.getOwnPropertyDescriptor(value, key);
    if (found && !('value' in found)) return { name, expression: path, text: '(a getter)' };
    return { name, expression: path, value: found?.value };
  } catch {
    // A variable or an export that has no value yet.
    return { name, expression: path, text: '(not initialized)' };
  }
}

function memberPath(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
