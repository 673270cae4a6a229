import { Poisson, poisson } from '../../../src/losses/poisson.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Poisson, poisson);
