import { GlorotNormal } from '../../../src/initializers/glorot-normal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(GlorotNormal);
