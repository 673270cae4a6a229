import { GlorotUniform } from '../../../src/initializers/glorot-uniform.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(GlorotUniform);
