import { test } from 'node:test';
import { swiftShader } from '../src/backends/webgpu/swiftshader.js';
import { oracleUnits, runUnit } from './units.js';

/** Those that were seen to agree there; each takes from seconds to a minute. */
const AGREE = [
  'activations',
  'constraints',
  'losses',
  'layers/ops/linalg',
  'embedding-optimizers.test.ts',
  'layers-attention.test.ts',
  'layers-conv.test.ts',
  'layers-conv-lstm.test.ts',
  'layers-merging.test.ts',
  'layers-normalization.test.ts',
];

/**
 * WebGPU cannot give a value at once; what needs one says so, and how to wait. Nor has tfjs's WebGPU sums over no values: a
 * buffer of no bytes cannot be made.
 */
const REFUSED = /expected a value in memory; this one is on the device|no overload matched for createBuffer/;

/** A program that stands in for a graphics card takes minutes. */
const skip = process.env['CELLGRAD_TEST_FULL'] ? false : 'a part of the full run';
const environment = skip ? null : swiftShader();

if (environment === null) test('the oracle on WebGPU', { skip: skip || 'no SwiftShader' }, () => {});
else
  for (const unit of oracleUnits().filter(({ name }) => AGREE.includes(name)))
    test(`${unit.name} on WebGPU`, (t) => {
      const { passed, refused } = runUnit(unit, environment, REFUSED);
      t.diagnostic(`${passed} passed, ${refused} read a value at once or have none, which WebGPU refuses`);
    });
