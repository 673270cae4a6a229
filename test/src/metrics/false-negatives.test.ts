import { FalseNegatives } from '../../../src/metrics/false-negatives.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(FalseNegatives);
