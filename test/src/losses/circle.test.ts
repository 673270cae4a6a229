import { Circle, circle } from '../../../src/losses/circle.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Circle, circle);
