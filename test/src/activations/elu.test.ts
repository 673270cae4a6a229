import { elu } from '../../../src/activations/elu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(elu);
