import { FalsePositives } from '../../../src/metrics/false-positives.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(FalsePositives);
