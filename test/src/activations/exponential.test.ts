import { exponential } from '../../../src/activations/exponential.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(exponential);
