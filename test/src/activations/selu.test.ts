import { selu } from '../../../src/activations/selu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(selu);
