import { CTC, ctc } from '../../../src/losses/ctc.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CTC, ctc);
