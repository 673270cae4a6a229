import {
  CategoricalFocalCrossentropy,
  categoricalFocalCrossentropy,
} from '../../../src/losses/categorical-focal-crossentropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CategoricalFocalCrossentropy, categoricalFocalCrossentropy);
