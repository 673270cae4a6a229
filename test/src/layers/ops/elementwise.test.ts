import * as ops from '../../../../src/layers/ops/elementwise.js';
import { compareOps } from './against-keras.js';

compareOps('elementwise', ops);
