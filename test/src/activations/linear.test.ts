import { linear } from '../../../src/activations/linear.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(linear);
