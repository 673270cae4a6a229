import { Hinge } from '../../../src/metrics/hinge.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Hinge);
