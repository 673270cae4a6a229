import { sparsePlus } from '../../../src/activations/sparse-plus.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(sparsePlus);
