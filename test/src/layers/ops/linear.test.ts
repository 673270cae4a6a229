import * as ops from '../../../../src/layers/ops/linear.js';
import { compareOps } from './against-keras.js';

compareOps('linear', ops);
