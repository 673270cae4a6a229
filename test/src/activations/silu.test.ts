import { silu } from '../../../src/activations/silu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(silu);
