import { hardSigmoid } from '../../../src/activations/hard-sigmoid.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(hardSigmoid);
