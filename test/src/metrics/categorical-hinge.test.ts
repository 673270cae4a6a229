import { CategoricalHinge } from '../../../src/metrics/categorical-hinge.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(CategoricalHinge);
