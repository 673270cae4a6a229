import { squareplus } from '../../../src/activations/squareplus.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(squareplus);
