import { SpecificityAtSensitivity } from '../../../src/metrics/specificity-at-sensitivity.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SpecificityAtSensitivity);
