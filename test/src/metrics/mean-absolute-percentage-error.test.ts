import { MeanAbsolutePercentageError } from '../../../src/metrics/mean-absolute-percentage-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(MeanAbsolutePercentageError);
