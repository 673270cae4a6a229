import { MeanAbsoluteError, meanAbsoluteError } from '../../../src/losses/mean-absolute-error.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(MeanAbsoluteError, meanAbsoluteError);
