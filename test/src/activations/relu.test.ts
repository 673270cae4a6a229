import { relu } from '../../../src/activations/relu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(relu);
