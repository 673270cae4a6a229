import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TranspileOptions } from './transpile.js';

/** Decorators are the standard's unless the folder's tsconfig.json asks for the older ones, as for the compiler. */
export function decoratorSettings(folder: string): TranspileOptions {
  let text: string;
  try {
    text = readFileSync(join(folder, 'tsconfig.json'), 'utf8');
  } catch {
    // No configuration: the standard.
    return {};
  }
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const isOn = (name: string) => new RegExp(`"${name}"\\s*:\\s*true`).test(plain);
  return {
    legacyDecorators: isOn('experimentalDecorators'),
    emitDecoratorMetadata: isOn('emitDecoratorMetadata'),
  };
}
