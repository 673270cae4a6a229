import { MeanSquaredError, meanSquaredError } from '../../../src/losses/mean-squared-error.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(MeanSquaredError, meanSquaredError);
