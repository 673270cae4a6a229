import { celu } from '../../../src/activations/celu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(celu);
