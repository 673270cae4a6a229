import { sparsemax } from '../../../src/activations/sparsemax.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(sparsemax);
