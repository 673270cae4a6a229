import { SparseTopKCategoricalAccuracy } from '../../../src/metrics/sparse-top-kcategorical-accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SparseTopKCategoricalAccuracy);
