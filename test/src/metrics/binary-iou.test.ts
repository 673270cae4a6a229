import { BinaryIoU } from '../../../src/metrics/binary-iou.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(BinaryIoU);
