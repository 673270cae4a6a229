import * as ops from '../../../../src/layers/ops/folding.js';
import { compareOps } from './against-keras.js';

compareOps('folding', ops, 'ops_images');
