import { oracleUnits } from './units.js';
import { isLong, testOnWebGPU } from './webgpu.js';

testOnWebGPU(
  oracleUnits().filter(isLong),
  process.env['CELLGRAD_TEST_FULL'] ? false : 'training on SwiftShader takes minutes: a part of the full run',
);
