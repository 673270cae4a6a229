import { TrueNegatives } from '../../../src/metrics/true-negatives.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(TrueNegatives);
