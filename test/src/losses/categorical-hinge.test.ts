import { CategoricalHinge, categoricalHinge } from '../../../src/losses/categorical-hinge.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CategoricalHinge, categoricalHinge);
