import { logSigmoid } from '../../../src/activations/log-sigmoid.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(logSigmoid);
