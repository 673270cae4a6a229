import { softShrink } from '../../../src/activations/soft-shrink.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(softShrink);
