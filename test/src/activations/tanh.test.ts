import { tanh } from '../../../src/activations/tanh.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(tanh);
