import {
  MeanAbsolutePercentageError,
  meanAbsolutePercentageError,
} from '../../../src/losses/mean-absolute-percentage-error.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(MeanAbsolutePercentageError, meanAbsolutePercentageError);
