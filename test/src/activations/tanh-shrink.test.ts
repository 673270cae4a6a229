import { tanhShrink } from '../../../src/activations/tanh-shrink.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(tanhShrink);
