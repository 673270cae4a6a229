import * as ops from '../../../../src/layers/ops/create.js';
import { compareOps } from './against-keras.js';

compareOps('create', ops);
