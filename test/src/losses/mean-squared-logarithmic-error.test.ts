import {
  MeanSquaredLogarithmicError,
  meanSquaredLogarithmicError,
} from '../../../src/losses/mean-squared-logarithmic-error.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(MeanSquaredLogarithmicError, meanSquaredLogarithmicError);
