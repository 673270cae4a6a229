import { ValueError } from './errors.js';
import { nearest } from './names.js';

/** A value as it is quoted in an error: short, and strings with their quotes. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  // Layers and losses are callable: their name is that of the instance.
  if (typeof value === 'function' && 'className' in value && value.constructor !== Function) {
    return `${value.className} ${value.name}`;
  }
  if (typeof value === 'function') return value.name ? `function ${value.name}` : 'a function';
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, 8).map(show).join(', ');
    return value.length > 8 ? `[${items}, ... ${value.length} items]` : `[${items}]`;
  }
  const name = value.constructor?.name;
  if (name && name !== 'Object') return `an instance of ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}' : `{ ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', ...' : ''} }`;
}

/** What every layer takes: examples show an option of the layer's own. */
const LAYER_OPTIONS: readonly string[] = [
  'name',
  'trainable',
  'dtype',
  'activityRegularizer',
  'inputShape',
  'batchInputShape',
  'inputDim',
];

/**
 * Refuses what Keras takes by position, and shows the option `example` instead; returns the options. For constructors
 * that take options apart, where `true` and numbers would look like options that were left out.
 */
export function checkObject<T extends object>(where: string, options: T, example: string): T {
  if (options !== null && typeof options === 'object' && !Array.isArray(options)) return options;
  const value = isShort(options) ? show(options) : '...';
  throw new ValueError(`${where}: expected its options in one object; received ${show(options)}.`, {
    fix: `${where}({ ${example}: ${value} })`,
  });
}

/** What an example can repeat: numbers, texts and lists of them. */
function isShort(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.length <= 8 && value.every(isShort);
  return ['number', 'string', 'boolean'].includes(typeof value);
}

/**
 * Refuses options that nobody would read: throws a ValueError that names each unknown key and the nearest known ones.
 * Returns the options.
 */
export function checkOptions<T extends object>(where: string, options: T, allowed: readonly string[]): T {
  const example = allowed.find((name) => !LAYER_OPTIONS.includes(name)) ?? allowed[0] ?? 'name';
  checkObject(where, options, example);
  for (const key of Object.keys(options)) {
    if (allowed.includes(key)) continue;
    const near = nearest(key, allowed);
    throw new ValueError(
      `${where}: unknown option ${key}${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.'}`,
      { fix: allowed.length > 0 ? `use one of ${allowed.join(', ')}` : `${where} takes no options` },
    );
  }
  return options;
}

/** `value` if it is an integer above zero, else a ValueError "Where: what must be a positive integer; received ...". */
export function checkPositiveInteger(where: string, what: string, value: unknown): number {
  return checkNumber(where, what, value, 'a positive integer', (n) => Number.isInteger(n) && n > 0);
}

/** `value` if it is an integer that is not below zero. */
export function checkNaturalNumber(where: string, what: string, value: unknown): number {
  return checkNumber(where, what, value, 'an integer of at least 0', (n) => Number.isInteger(n) && n >= 0);
}

/** `value` if it is an integer. */
export function checkInteger(where: string, what: string, value: unknown): number {
  return checkNumber(where, what, value, 'an integer', Number.isInteger);
}

/** `value` if it is a finite number. */
export function checkFinite(where: string, what: string, value: unknown): number {
  return checkNumber(where, what, value, 'a finite number', Number.isFinite);
}

/** `value` if it is a number in [low, high]. */
export function checkRange(where: string, what: string, value: unknown, low: number, high: number): number {
  const expected = high === Infinity ? `a number of at least ${low}` : `a number in [${low}, ${high}]`;
  return checkNumber(where, what, value, expected, (n) => n >= low && n <= high);
}

/** `value` if `holds(value)`, else a ValueError that says what was expected. */
export function checkNumber(
  where: string,
  what: string,
  value: unknown,
  expected: string,
  holds: (value: number) => boolean,
): number {
  if (typeof value === 'number' && holds(value)) return value;
  throw new ValueError(`${where}: ${what} must be ${expected}; received ${show(value)}.`);
}

/** `value` if it is one of `choices`, else a ValueError that lists them. */
export function checkChoice<T extends string>(
  where: string,
  what: string,
  value: unknown,
  choices: readonly T[],
): T {
  if (choices.includes(value as T)) return value as T;
  const near = typeof value === 'string' ? nearest(value, choices, 1)[0] : undefined;
  throw new ValueError(
    `${where}: ${what} must be one of ${choices.map((choice) => `'${choice}'`).join(', ')}; received ${show(value)}.`,
    near === undefined ? {} : { fix: `${what}: '${near}'` },
  );
}

/** The advice where a method stands in place of what it gives: a variable's `value` is no method in Keras. */
export function callIt(value: unknown): { readonly fix?: string } {
  // Layers can be called, too.
  const isMethod = typeof value === 'function' && value.constructor === Function && value.name !== '';
  return isMethod ? { fix: `${value.name}()` } : {};
}
