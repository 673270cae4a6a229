import * as ops from '../../../../src/layers/ops/dot-product-attention.js';
import { compareOps } from './against-keras.js';

compareOps('dot-product-attention', ops);
