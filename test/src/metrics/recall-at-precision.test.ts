import { RecallAtPrecision } from '../../../src/metrics/recall-at-precision.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(RecallAtPrecision);
