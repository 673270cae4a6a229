import * as ops from '../../../../src/layers/ops/windows.js';
import { compareOps } from './against-keras.js';

compareOps('windows', ops, 'ops_images');
