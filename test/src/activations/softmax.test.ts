import { softmax } from '../../../src/activations/softmax.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(softmax);
