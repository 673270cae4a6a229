import { Dice, dice } from '../../../src/losses/dice.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(Dice, dice);
