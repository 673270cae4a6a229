import { KLDivergence } from '../../../src/metrics/kl-divergence.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(KLDivergence);
