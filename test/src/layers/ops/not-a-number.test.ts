import * as ops from '../../../../src/layers/ops/not-a-number.js';
import { compareOps } from './against-keras.js';

compareOps('not-a-number', ops);
