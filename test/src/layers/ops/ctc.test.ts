import * as ops from '../../../../src/layers/ops/ctc.js';
import { compareOps } from './against-keras.js';

compareOps('ctc', ops, 'ops_images');
