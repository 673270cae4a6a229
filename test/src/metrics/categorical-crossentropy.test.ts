import { CategoricalCrossentropy } from '../../../src/metrics/categorical-crossentropy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(CategoricalCrossentropy);
