import { Mean } from '../../../src/metrics/mean.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Mean);
