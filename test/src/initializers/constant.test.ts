import { Constant } from '../../../src/initializers/constant.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(Constant);
