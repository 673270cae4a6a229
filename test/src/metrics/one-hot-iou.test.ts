import { OneHotIoU } from '../../../src/metrics/one-hot-iou.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(OneHotIoU);
