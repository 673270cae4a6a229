import assert from 'node:assert/strict';
import { compile } from 'vega-lite';
import type { Spec } from '../../../../src/display/charts/chart-style.js';

/** Compiles a specification and fails on every warning; returns the vega specification. */
export function compileStrictly(spec: Spec): unknown {
  const said: string[] = [];
  const note = (...words: readonly unknown[]) => {
    said.push(words.join(' '));
    return logger;
  };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  const { spec: compiled } = compile(spec as never, { logger: logger as never });
  assert.deepEqual(said, []);
  return compiled;
}
