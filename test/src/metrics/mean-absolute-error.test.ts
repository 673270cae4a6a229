import { MeanAbsoluteError } from '../../../src/metrics/mean-absolute-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(MeanAbsoluteError);
