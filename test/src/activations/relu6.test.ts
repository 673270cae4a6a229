import { relu6 } from '../../../src/activations/relu6.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(relu6);
