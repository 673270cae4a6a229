import * as ops from '../../../../src/layers/ops/counting.js';
import { compareOps } from './against-keras.js';

compareOps('counting', ops);
