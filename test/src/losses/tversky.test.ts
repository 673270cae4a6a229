import { Tversky, tversky } from '../../../src/losses/tversky.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Tversky, tversky);
