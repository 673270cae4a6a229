import { R2Score } from '../../../src/metrics/r2-score.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(R2Score);
