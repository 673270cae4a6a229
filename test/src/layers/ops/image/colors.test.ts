import * as ops from '../../../../../src/layers/ops/image/colors.js';
import { compareOps } from '../against-keras.js';

compareOps('colors', ops, 'ops_images');
