import { TruePositives } from '../../../src/metrics/true-positives.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(TruePositives);
