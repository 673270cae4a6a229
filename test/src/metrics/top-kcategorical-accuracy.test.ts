import { TopKCategoricalAccuracy } from '../../../src/metrics/top-kcategorical-accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(TopKCategoricalAccuracy);
