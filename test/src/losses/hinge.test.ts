import { Hinge, hinge } from '../../../src/losses/hinge.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Hinge, hinge);
