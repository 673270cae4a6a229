import { FBetaScore } from '../../../src/metrics/f-beta-score.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(FBetaScore);
