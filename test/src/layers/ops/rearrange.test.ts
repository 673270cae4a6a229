import * as ops from '../../../../src/layers/ops/rearrange.js';
import { compareOps } from './against-keras.js';

compareOps('rearrange', ops, 'ops_arrays');
