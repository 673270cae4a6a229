import { ConcordanceCorrelation } from '../../../src/metrics/concordance-correlation.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(ConcordanceCorrelation);
