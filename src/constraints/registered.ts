import { constraintFamily } from './get.js';
import { MaxNorm } from './max-norm.js';
import { MinMaxNorm } from './min-max-norm.js';
import { NonNeg } from './non-neg.js';
import { UnitNorm } from './unit-norm.js';

constraintFamily.register(MaxNorm);
constraintFamily.register(MinMaxNorm);
constraintFamily.register(NonNeg);
constraintFamily.register(UnitNorm);

constraintFamily.registry.seal();
