import { LogCosh, logCosh } from '../../../src/losses/log-cosh.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(LogCosh, logCosh);
