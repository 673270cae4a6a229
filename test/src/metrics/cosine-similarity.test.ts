import { CosineSimilarity } from '../../../src/metrics/cosine-similarity.js';
import { testMetric } from '../../oracle/check-metric.js';

testMetric(CosineSimilarity);
