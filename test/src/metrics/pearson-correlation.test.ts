import { PearsonCorrelation } from '../../../src/metrics/pearson-correlation.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(PearsonCorrelation);
