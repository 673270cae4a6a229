import * as ops from '../../../../src/layers/ops/quantiles.js';
import { compareOps } from './against-keras.js';

compareOps('quantiles', ops);
