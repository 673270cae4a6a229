import { threshold } from '../../../src/activations/threshold.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(threshold);
