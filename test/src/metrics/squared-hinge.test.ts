import { SquaredHinge } from '../../../src/metrics/squared-hinge.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SquaredHinge);
