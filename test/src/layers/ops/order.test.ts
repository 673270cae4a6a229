import * as ops from '../../../../src/layers/ops/order.js';
import { compareOps } from './against-keras.js';

compareOps('order', ops);
