import { SparseCategoricalAccuracy } from '../../../src/metrics/sparse-categorical-accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SparseCategoricalAccuracy);
