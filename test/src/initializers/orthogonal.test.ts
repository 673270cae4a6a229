import { Orthogonal } from '../../../src/initializers/orthogonal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(Orthogonal);
