import * as ops from '../../../../src/layers/ops/targets.js';
import { compareOps } from './against-keras.js';

compareOps('targets', ops);
