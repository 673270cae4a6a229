import * as ops from '../../../../src/layers/ops/scatter.js';
import { compareOps } from './against-keras.js';

compareOps('scatter', ops);
