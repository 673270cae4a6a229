import { glu } from '../../../src/activations/glu.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(glu);
