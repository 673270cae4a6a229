import { BinaryAccuracy } from '../../../src/metrics/binary-accuracy.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(BinaryAccuracy);
