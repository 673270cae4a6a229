import * as ops from '../../../../src/layers/ops/window-functions.js';
import { compareOps } from './against-keras.js';

compareOps('window-functions', ops);
