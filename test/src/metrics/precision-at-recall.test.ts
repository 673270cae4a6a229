import { PrecisionAtRecall } from '../../../src/metrics/precision-at-recall.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(PrecisionAtRecall);
