import { sigmoid } from '../../../src/activations/sigmoid.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(sigmoid);
