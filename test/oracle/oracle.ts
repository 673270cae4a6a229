import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';

/** An array of Keras's. */
export interface OracleArray {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const loaded = new Map<string, unknown[]>();

/** WebGPU reads in the background only: what is compared there is looked at when its test has ended. */
const later: { readonly tensor: tf.Tensor; compare(values: ArrayLike<number>): void }[] = [];

afterEach(lookNow);

/** Compares what is to be looked at later, and so forgets it: before tensors are counted. */
export async function lookNow(): Promise<void> {
  for (const { tensor, compare } of later.splice(0)) {
    const values = await tensor.data();
    tensor.dispose();
    compare(values);
  }
}

/** Looks at the values of a tensor: now, or on WebGPU when the running test ends. */
export function look(tensor: tf.Tensor, compare: (values: ArrayLike<number>) => void): void {
  if (tf.getBackend() === 'webgpu') later.push({ tensor: tf.keep(tensor.clone()), compare });
  else compare(tensor.dataSync());
}

/**
 * What real Keras computes for a group: the dictionaries that test/oracle/cases/<group>.py yields. Runs the
 * generator, which does nothing if nothing has changed.
 */
export function oracleCases<T extends { readonly name: string }>(group: string): T[] {
  const known = loaded.get(group);
  if (known) return known as T[];
  const file = `${ROOT}.cache/oracle/${group}.json`;
  const python = `${ROOT}.venv/bin/python`;
  const command = `${python} test/oracle/generate.py ${group}`;
  if (existsSync(python))
    execFileSync(python, ['test/oracle/generate.py', group], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  else if (!existsSync(file))
    throw new Error(
      `The oracle for ${group} is missing, and so is .venv with Keras. Run npm run lab once, then: ${command}`,
    );
  const { cases } = JSON.parse(readFileSync(file, 'utf8'), revive) as { cases: T[] };
  assert.ok(cases.length > 0, `${group} has no cases`);
  loaded.set(group, cases);
  return cases;
}

/** One case by name. */
export function oracleCase<T extends { readonly name: string }>(group: string, name: string): T {
  const found = oracleCases<T>(group).find((one) => one.name === name);
  assert.ok(found, `test/oracle/cases/${group}.py has no case ${name}`);
  return found;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { base64, dtype, shape, number } = value as Record<string, unknown>;
  if (typeof number === 'string') return Number(number.replace('inf', 'Infinity'));
  if (typeof base64 !== 'string') return value;
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const values =
    dtype === 'float32'
      ? new Float32Array(bytes.buffer)
      : dtype === 'int32'
        ? new Int32Array(bytes.buffer)
        : bytes;
  return { dtype, shape, values } satisfies Record<keyof OracleArray, unknown>;
}

/** True for an array of Keras's. */
export function isOracleArray(value: unknown): value is OracleArray {
  return typeof value === 'object' && value !== null && ArrayBuffer.isView((value as OracleArray).values);
}

/** An array of Keras's as a tensor. */
export function toTensor({ dtype, shape, values }: OracleArray): tf.Tensor {
  return tf.tensor(values, shape, dtype);
}

/**
 * Compares numbers: |a - b| <= tolerance * max(1, |b|). `actual` is a tensor, an array or a number; `expected` an array of
 * Keras's or a number.
 */
export function assertClose(
  actual: tf.Tensor | ArrayLike<number> | number,
  expected: OracleArray | ArrayLike<number> | number,
  tolerance = 1e-5,
  what = 'value',
): void {
  if (actual instanceof tf.Tensor) {
    if (isOracleArray(expected)) assert.deepEqual(actual.shape, expected.shape, `${what}: shape`);
    look(actual, (values) => assertClose(values, expected, tolerance, what));
    return;
  }
  const a = typeof actual === 'number' ? [actual] : actual;
  const b = typeof expected === 'number' ? [expected] : isOracleArray(expected) ? expected.values : expected;
  assert.equal(a.length, b.length, `${what}: number of values`);
  for (let i = 0; i < b.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (Object.is(x, y) || x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
    const allowed = tolerance * Math.max(1, Math.abs(y));
    if (!(Math.abs(x - y) <= allowed))
      assert.fail(
        `${what}[${i}] is ${x}, Keras has ${y}: off by ${Math.abs(x - y).toExponential(2)}, allowed ${allowed.toExponential(1)}`,
      );
  }
}

/** Fails unless all values are 0. */
export function assertZero(tensor: tf.Tensor, what: string): void {
  look(tensor, (values) =>
    assert.ok(
      Array.from(values).every((value) => value === 0),
      what,
    ),
  );
}

/** Runs `body` in a tidy and fails if tensors are left that were not there before. */
export function withoutLeaks(body: () => void): void {
  const count = () => tf.memory().numTensors - later.length;
  const before = count();
  body();
  assert.equal(count(), before, 'tensors left behind');
}
