import { Accuracy } from '../../../src/metrics/accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Accuracy);
