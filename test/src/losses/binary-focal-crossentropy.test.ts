import {
  BinaryFocalCrossentropy,
  binaryFocalCrossentropy,
} from '../../../src/losses/binary-focal-crossentropy.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(BinaryFocalCrossentropy, binaryFocalCrossentropy);
