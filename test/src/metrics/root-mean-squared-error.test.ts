import { RootMeanSquaredError } from '../../../src/metrics/root-mean-squared-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(RootMeanSquaredError);
