import * as ops from '../../../../src/layers/ops/reduce.js';
import { compareOps } from './against-keras.js';

compareOps('reduce', ops);
