import { RandomNormal } from '../../../src/initializers/random-normal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(RandomNormal);
