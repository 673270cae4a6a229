import { inspect as nodeInspect } from 'node:util';
import { camelCaseKeys, snakeCase } from './names.js';
import { isKerasConfig } from './registry.js';

type Inspect = (value: unknown, options: object) => string;

/**
 * How Node prints what Keras can save: its class and the options that it was made with, by their names here. What is not
 * set, switched off or says no more than the class is left out.
 */
export function inspectConfig(
  className: string,
  config: Readonly<Record<string, unknown>>,
  options: object = {},
  inspect: Inspect = nodeInspect,
): string {
  const shown = Object.entries(camelCaseKeys(config)).filter(
    ([key, value]) =>
      value !== null &&
      value !== undefined &&
      value !== false &&
      !(key === 'name' && (value === snakeCase(className) || value === className)) &&
      !(key === 'dtype' && value === 'float32'),
  );
  if (shown.length === 0) return className;
  const readable = shown.map(([key, value]) => [key, readableValue(value)]);
  return `${className} ${inspect(Object.fromEntries(readable), options)}`;
}

/** A number without the digits that float32 adds; a saved object as it prints itself. */
function readableValue(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(7));
  if (!isKerasConfig(value)) return value;
  const { class_name: name, config = {} } = value;
  return {
    [nodeInspect.custom]: (_depth: number, options: object, inspect: Inspect) =>
      inspectConfig(name, config, options, inspect),
  };
}
