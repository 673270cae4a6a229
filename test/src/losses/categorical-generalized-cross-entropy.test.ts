import {
  CategoricalGeneralizedCrossEntropy,
  categoricalGeneralizedCrossEntropy,
} from '../../../src/losses/categorical-generalized-cross-entropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CategoricalGeneralizedCrossEntropy, categoricalGeneralizedCrossEntropy);
