import { MeanSquaredLogarithmicError } from '../../../src/metrics/mean-squared-logarithmic-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(MeanSquaredLogarithmicError);
