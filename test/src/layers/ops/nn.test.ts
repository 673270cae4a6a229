import * as ops from '../../../../src/layers/ops/nn.js';
import { compareOps } from './against-keras.js';

compareOps('nn', ops);
