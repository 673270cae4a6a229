import { CosineSimilarity, cosineSimilarity } from '../../../src/losses/cosine-similarity.js';
import { testLoss } from '../../oracle/check-loss.js';

testLoss(CosineSimilarity, cosineSimilarity);
