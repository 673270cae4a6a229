import { share } from '../share.js';
import { oracleUnits } from './units.js';
import { isLong, testOnWebGPU } from './webgpu.js';

/** Those that take seconds on a program that stands in for a graphics card; the full run has the others, too. */
const QUICK = new Set([
  ...[
    'activations',
    'constraints',
    'initializers',
    'losses',
    'optimizers',
    'optimizers/schedules',
    'regularizers',
  ],
  ...[
    'layers/ops/image',
    'layers/ops/linalg',
    'callbacks.test.ts',
    'data.test.ts',
    'layers-augmentation.test.ts',
  ],
]);

const units = oracleUnits().filter((unit) => !isLong(unit));
const quick = units.filter(({ name }) => QUICK.has(name));

testOnWebGPU(process.env['CELLGRAD_TEST_FULL'] ? units : share(quick, 1, ({ name }) => name));
