import { BinaryCrossentropy } from '../../../src/metrics/binary-crossentropy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(BinaryCrossentropy);
