import { Recall } from '../../../src/metrics/recall.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(Recall);
