import { OneHotMeanIoU } from '../../../src/metrics/one-hot-mean-iou.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(OneHotMeanIoU);
