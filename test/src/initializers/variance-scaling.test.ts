import { VarianceScaling } from '../../../src/initializers/variance-scaling.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(VarianceScaling);
