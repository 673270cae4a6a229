import { HeNormal } from '../../../src/initializers/he-normal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(HeNormal);
