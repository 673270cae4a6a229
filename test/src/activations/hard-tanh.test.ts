import { hardTanh } from '../../../src/activations/hard-tanh.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(hardTanh);
