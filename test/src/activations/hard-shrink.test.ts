import { hardShrink } from '../../../src/activations/hard-shrink.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(hardShrink);
