import { MeanIoU } from '../../../src/metrics/mean-iou.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(MeanIoU);
