import assert from 'node:assert/strict';
import { test } from 'node:test';
import { swiftShader } from '../src/backends/webgpu/swiftshader.js';
import { runUnit, type Unit } from './units.js';

/** Cases that cannot be on WebGPU, by the name of their unit. */
const CANNOT: Readonly<Record<string, { readonly cases: readonly string[]; readonly because: RegExp }>> = {
  // `learningRate` is a number, and that of a schedule is computed on the device, where no value can be had at once.
  optimizers: {
    cases: [
      ...['ExponentialDecay', 'InverseTimeDecay', 'PiecewiseConstantDecay', 'PolynomialDecay'],
      ...['CosineDecay', 'CosineDecayRestarts'],
    ].map((schedule) => `Adam() ${schedule}`),
    because: /expected a value in memory/,
  },
  // Equations are solved in double precision on the host, which these want of what the device has computed.
  'layers/ops/linalg': {
    cases: [
      ...['solving 5: cholesky_inverse', 'solving 6: solve', 'solving 7: solve'],
      ...['solving 8: solve_triangular', 'solving 9: solve_triangular'],
    ],
    because: /expected a value in memory/,
  },
};

/** True for what trains for many minutes there: it has a file of its own, beside which another one runs. */
export function isLong({ name }: Unit): boolean {
  return /^(applications|files|models|training|layers-(in-models|recurrent|wrappers|embedding-masking))\.test/.test(
    name,
  );
}

/**
 * Runs units of the oracle on SwiftShader, with the tolerances of other backends. What is stated above has to fail, and for
 * that reason.
 */
export function testOnWebGPU(units: readonly Unit[], skip: string | false = false): void {
  const environment = skip === false ? swiftShader() : null;
  if (environment === null) {
    test('the oracle on WebGPU', { skip: skip || 'no SwiftShader' }, () => {});
    return;
  }
  for (const unit of units)
    test(`${unit.name} on WebGPU`, () => {
      const { cases, because } = CANNOT[unit.name] ?? { cases: [], because: /^\b$/ };
      const isStated = (name: string, error: string) => cases.includes(name) && because.test(error);
      const { refused } = runUnit(unit, environment, isStated);
      assert.deepEqual(refused, cases, 'all of these cannot be there');
    });
}
