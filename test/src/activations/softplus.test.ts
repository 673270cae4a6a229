import { softplus } from '../../../src/activations/softplus.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(softplus);
