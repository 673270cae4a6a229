import { SparseCategoricalCrossentropy } from '../../../src/metrics/sparse-categorical-crossentropy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(SparseCategoricalCrossentropy);
