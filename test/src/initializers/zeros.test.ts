import { Zeros } from '../../../src/initializers/zeros.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(Zeros);
