import { TruncatedNormal } from '../../../src/initializers/truncated-normal.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(TruncatedNormal);
