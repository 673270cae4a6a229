import { SquaredHinge, squaredHinge } from '../../../src/losses/squared-hinge.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(SquaredHinge, squaredHinge);
