import { HeUniform } from '../../../src/initializers/he-uniform.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(HeUniform);
