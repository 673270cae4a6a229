import { IoU } from '../../../src/metrics/iou.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(IoU);
