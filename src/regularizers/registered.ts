import { regularizerFamily } from './get.js';
import { L1 } from './l1.js';
import { L1L2 } from './l1-l2.js';
import { L2 } from './l2.js';
import { OrthogonalRegularizer } from './orthogonal-regularizer.js';

regularizerFamily.register(L1);
regularizerFamily.register(L2);
regularizerFamily.register(L1L2);
regularizerFamily.register(OrthogonalRegularizer);

regularizerFamily.registry.seal();
