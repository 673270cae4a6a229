import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { camelCase } from '../../../../src/support/names.js';
import {
  assertClose,
  isOracleArray,
  type OracleArray,
  oracleCases,
  toTensor,
} from '../../../oracle/oracle.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly op: string;
  readonly args: readonly unknown[];
  readonly found: readonly OracleArray[];
}

/** Compares the ops of one file with those of Keras. */
export function compareOps(file: string, ops: object): void {
  describe(`ops of ${file} equal those of Keras`, () => {
    before(ensureReady);
    for (const { name, op, args, found } of oracleCases<Case>('ops').filter((one) => one.file === file))
      it(name, () => {
        const compute = (ops as Record<string, (...args: unknown[]) => tf.Tensor | tf.Tensor[]>)[
          camelCase(op)
        ]!;
        tf.tidy(() => {
          const result = compute(...args.map(revive));
          const list = Array.isArray(result) ? result : [result];
          found.forEach((expected, i) => {
            assertClose(list[i]!, expected, 1e-5, `${op}[${i}]`);
          });
        });
      });
  });
}

function revive(arg: unknown): unknown {
  if (isOracleArray(arg)) return toTensor(arg);
  return Array.isArray(arg) ? arg.map(revive) : arg;
}
