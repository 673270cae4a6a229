import { softsign } from '../../../src/activations/softsign.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(softsign);
