import { Ones } from '../../../src/initializers/ones.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(Ones);
