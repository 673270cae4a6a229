import * as ops from '../../../../../src/layers/ops/image/filters.js';
import { compareOps } from '../against-keras.js';

compareOps('filters', ops, 'ops_images');
