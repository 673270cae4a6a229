import { gelu } from '../../../src/activations/gelu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(gelu);
