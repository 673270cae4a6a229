import {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from '../../../src/losses/sparse-categorical-crossentropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(SparseCategoricalCrossentropy, sparseCategoricalCrossentropy);
