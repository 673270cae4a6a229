import { AUC } from '../../../src/metrics/auc.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(AUC);
