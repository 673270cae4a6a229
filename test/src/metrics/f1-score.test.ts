import { F1Score } from '../../../src/metrics/f1-score.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(F1Score);
