import { CategoricalAccuracy } from '../../../src/metrics/categorical-accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(CategoricalAccuracy);
