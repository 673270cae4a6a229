import {
  CategoricalCrossentropy,
  categoricalCrossentropy,
} from '../../../src/losses/categorical-crossentropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CategoricalCrossentropy, categoricalCrossentropy);
