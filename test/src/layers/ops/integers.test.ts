import * as ops from '../../../../src/layers/ops/integers.js';
import { compareOps } from './against-keras.js';

compareOps('integers', ops);
