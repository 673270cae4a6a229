import { Precision } from '../../../src/metrics/precision.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Precision);
