import { BinaryCrossentropy, binaryCrossentropy } from '../../../src/losses/binary-crossentropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(BinaryCrossentropy, binaryCrossentropy);
