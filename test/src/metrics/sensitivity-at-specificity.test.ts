import { SensitivityAtSpecificity } from '../../../src/metrics/sensitivity-at-specificity.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SensitivityAtSpecificity);
