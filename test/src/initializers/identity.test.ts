import { Identity } from '../../../src/initializers/identity.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(Identity);
