import { logSoftmax } from '../../../src/activations/log-softmax.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(logSoftmax);
