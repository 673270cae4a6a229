import { Huber, huber } from '../../../src/losses/huber.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Huber, huber);
