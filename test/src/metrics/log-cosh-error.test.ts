import { LogCoshError } from '../../../src/metrics/log-cosh-error.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(LogCoshError);
