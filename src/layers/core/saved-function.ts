import * as tf from '@tensorflow/tfjs-core';
import { customObject, inSafeMode, registeredName } from '../../support/custom-objects.js';
import { ValueError } from '../../support/errors.js';
import { functionConfig } from '../../support/registry.js';

/** A function that was written in the options is named after the option. */
const OPTIONS: readonly string[] = ['function', 'outputShape', 'mask', 'standardize', 'split'];

/** A function in a config: copies of the layer share it, a file has its name, or its source where it has none. */
export class SavedFunction {
  constructor(readonly fn: (...args: never[]) => unknown) {}

  toJSON(): unknown {
    const { name } = this.fn;
    const unnamed = name === '' || OPTIONS.includes(name);
    if (unnamed && registeredName(this.fn) === undefined) {
      return { class_name: '__lambda__', config: { value: String(this.fn), language: 'javascript' } };
    }
    return functionConfig(this.fn);
  }
}

/**
 * The function that a config has; other values stay as they are.
 *
 * @throws ValueError for code in a file in safe mode, for another language's, and for a name that nothing is known by
 */
export function reviveFunction(value: unknown): unknown {
  if (value instanceof SavedFunction) return value.fn;
  if (Array.isArray(value) && typeof value[0] === 'string') throw refused();
  if (typeof value !== 'object' || value === null || !('class_name' in value)) return value;
  const { class_name: kind, config } = value as { readonly class_name: unknown; readonly config: unknown };
  if (kind === '__lambda__') return fromSource(config as Source | null);
  if (kind !== 'function') return value;
  const found = customObject(String(config));
  if (typeof found === 'function') return found;
  throw new ValueError(`Lambda: expected a function named '${config}'; none is known.`, {
    fix: `models.loadModel(path, { customObjects: { ${config} } }), or utils.registerKerasSerializable(${config}) before`,
  });
}

interface Source {
  readonly value?: unknown;
  readonly language?: unknown;
}

function fromSource(source: Source | null): unknown {
  const { value, language } = source ?? {};
  if (inSafeMode() || language !== 'javascript' || typeof value !== 'string') throw refused(language);
  return new Function('tf', `"use strict"; return (${value});`)(tf);
}

function refused(language?: unknown): ValueError {
  if (language === 'javascript') {
    return new ValueError('Lambda: the file has code in it, which is not run in safe mode.', {
      fix: 'give the function in customObjects, or safeMode: false if you trust the file',
    });
  }
  return new ValueError('Lambda: the file has Python code in it, which is not run here.', {
    fix: 'write a layer of your own (class ... extends layers.Layer), in Python too, in place of the Lambda',
  });
}
