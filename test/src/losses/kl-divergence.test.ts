import { KLDivergence, klDivergence } from '../../../src/losses/kl-divergence.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(KLDivergence, klDivergence);
