import { RandomUniform } from '../../../src/initializers/random-uniform.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(RandomUniform);
