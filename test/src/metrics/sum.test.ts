import { Sum } from '../../../src/metrics/sum.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Sum);
