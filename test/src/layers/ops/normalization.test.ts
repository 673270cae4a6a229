import * as ops from '../../../../src/layers/ops/normalization.js';
import { compareOps } from './against-keras.js';

compareOps('normalization', ops);
