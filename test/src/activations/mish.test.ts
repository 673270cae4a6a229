import { mish } from '../../../src/activations/mish.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(mish);
