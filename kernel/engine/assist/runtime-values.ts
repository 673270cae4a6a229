import { types } from 'node:util';
import type { Names } from '../names/names.js';
import { briefly } from './briefly.js';
import { compiledText } from './function-text.js';
import { isHandedOut } from './library-classes.js';

/** A value that was found without running getters, proxies or calls of the user's. */
export interface Found {
  readonly value: unknown;
}

/** Follows a chain of names from a variable of the session; undefined where a getter or proxy of the user's would run. */
export function follow(path: readonly string[], names: Names): Found | undefined {
  const [first, ...rest] = path;
  if (first === undefined || !/^[\p{ID_Start}$_]/u.test(first)) return undefined;
  if (first === 'globalThis') return followFrom({ value: globalThis }, rest);
  if (!names.has(first)) return undefined;
  return followFrom({ value: names.read(first) }, rest);
}

/** Follows a chain of names from a value. */
export function followFrom(from: Found, rest: readonly string[]): Found | undefined {
  let at: Found | undefined = from;
  for (const name of rest) {
    at = readMember(at.value, name);
    if (!at) return undefined;
  }
  return at;
}

function readMember(value: unknown, name: string): Found | undefined {
  if (value === null || value === undefined) return undefined;
  for (let owner: unknown = Object(value); owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (types.isProxy(owner)) return undefined;
    const property = propertyOf(owner as object, name);
    if (!property) continue;
    if (!property.get) return 'value' in property ? { value: property.value } : undefined;
    // What TypeScript and Babel write for a re-export.
    if (Object.hasOwn(owner as object, '__esModule')) return { value: property.get.call(value) };
    return isHandedOut(Object(value), name) ? handedOut(property.get, value) : undefined;
  }
  return undefined;
}

/** What a getter gives; undefined where there is nothing yet. */
function handedOut(getter: () => unknown, value: unknown): Found | undefined {
  try {
    return briefly(() => getter.call(value));
  } catch {
    // A model that has not been compiled has no optimizer.
    return undefined;
  }
}

function propertyOf(owner: object, name: string): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(owner, name);
  } catch {
    // An export of a module that has not been initialised yet.
    return undefined;
  }
}

/** A member's name, and what kind of thing it is as far as that is known without calling a getter. */
export interface Member {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'property';
}

const MEMBER_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** The members of a value that can be written after a dot, its own ones first. */
export function membersOf(value: unknown, prefix: string): Member[] {
  return namesOf(value, prefix, (name) => MEMBER_NAME.test(name));
}

/** The members of a value that can be written as a text between brackets. */
export function keysOf(value: unknown, prefix: string): Member[] {
  return namesOf(value, prefix, (name) => !/^\d+$/.test(name));
}

function namesOf(value: unknown, prefix: string, fits: (name: string) => boolean): Member[] {
  const found = new Map<string, Member>();
  if (value === null || value === undefined) return [];
  for (let owner: unknown = Object(value); owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (types.isProxy(owner)) break;
    const level: Member[] = [];
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (!name.startsWith(prefix) || found.has(name) || !fits(name)) continue;
      if (name.startsWith('_') && !prefix.startsWith('_')) continue;
      if (owner === Object.prototype && name === 'constructor') continue;
      level.push({ name, kind: kindOf(propertyOf(owner as object, name)?.value) });
    }
    level.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const one of level) found.set(one.name, one);
  }
  return [...found.values()];
}

/** What a value is, in the words of JupyterLab's completer. */
export function kindOf(value: unknown): Member['kind'] {
  if (typeof value !== 'function' || isCallableInstance(value)) return 'property';
  return isClass(value) ? 'class' : 'function';
}

export function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(compiledText(value as () => unknown));
}

/** True for a function that is an instance of a class: layers, models, losses can be called. */
export function isCallableInstance(value: unknown): boolean {
  if (typeof value !== 'function' || types.isProxy(value) || isClass(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || types.isProxy(prototype)) return false;
  return isClass(propertyOf(prototype, 'constructor')?.value);
}
