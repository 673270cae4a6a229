import * as ops from '../../../../src/layers/ops/shape.js';
import { compareOps } from './against-keras.js';

compareOps('shape', ops, 'ops_arrays');
