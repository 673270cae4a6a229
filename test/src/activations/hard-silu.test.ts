import { hardSilu } from '../../../src/activations/hard-silu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(hardSilu);
