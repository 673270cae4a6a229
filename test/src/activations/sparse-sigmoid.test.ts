import { sparseSigmoid } from '../../../src/activations/sparse-sigmoid.js';
import { testActivation } from '../../oracle/check-activation.js';

testActivation(sparseSigmoid);
