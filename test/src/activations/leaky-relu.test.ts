import { leakyRelu } from '../../../src/activations/leaky-relu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(leakyRelu);
