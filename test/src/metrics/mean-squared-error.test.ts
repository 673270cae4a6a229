import { MeanSquaredError } from '../../../src/metrics/mean-squared-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(MeanSquaredError);
