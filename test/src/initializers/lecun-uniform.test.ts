import { LecunUniform } from '../../../src/initializers/lecun-uniform.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(LecunUniform);
