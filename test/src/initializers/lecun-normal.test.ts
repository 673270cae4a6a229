import { LecunNormal } from '../../../src/initializers/lecun-normal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(LecunNormal);
