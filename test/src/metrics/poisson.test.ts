import { Poisson } from '../../../src/metrics/poisson.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Poisson);
