import * as ops from '../../../../../src/layers/ops/image/patches.js';
import { compareOps } from '../against-keras.js';

compareOps('patches', ops, 'ops_images');
