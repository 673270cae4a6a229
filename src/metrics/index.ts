import './registered.js';

// Keras has these losses among its metric functions too.
export { binaryCrossentropy } from '../losses/binary-crossentropy.js';
export { binaryFocalCrossentropy } from '../losses/binary-focal-crossentropy.js';
export { categoricalCrossentropy } from '../losses/categorical-crossentropy.js';
export { categoricalFocalCrossentropy } from '../losses/categorical-focal-crossentropy.js';
export { categoricalHinge } from '../losses/categorical-hinge.js';
export { hinge } from '../losses/hinge.js';
export { huber } from '../losses/huber.js';
export { klDivergence } from '../losses/kl-divergence.js';
export { logCosh } from '../losses/log-cosh.js';
export { meanAbsoluteError } from '../losses/mean-absolute-error.js';
export { meanAbsolutePercentageError } from '../losses/mean-absolute-percentage-error.js';
export { meanSquaredError } from '../losses/mean-squared-error.js';
export { meanSquaredLogarithmicError } from '../losses/mean-squared-logarithmic-error.js';
export { poisson } from '../losses/poisson.js';
export { sparseCategoricalCrossentropy } from '../losses/sparse-categorical-crossentropy.js';
export { squaredHinge } from '../losses/squared-hinge.js';
export { Accuracy, accuracy } from './accuracy.js';
export { AUC, type AUCOptions } from './auc.js';
export type { AtValueOptions } from './best-at-value.js';
export { BinaryAccuracy, type BinaryAccuracyOptions, binaryAccuracy } from './binary-accuracy.js';
export { BinaryCrossentropy, type BinaryCrossentropyOptions } from './binary-crossentropy.js';
export { BinaryIoU, type BinaryIoUOptions } from './binary-iou.js';
export { CategoricalAccuracy, categoricalAccuracy } from './categorical-accuracy.js';
export { CategoricalCrossentropy, type CategoricalCrossentropyOptions } from './categorical-crossentropy.js';
export { CategoricalHinge } from './categorical-hinge.js';
export {
  ConcordanceCorrelation,
  type ConcordanceCorrelationOptions,
  concordanceCorrelation,
} from './concordance-correlation.js';
export type { ConfusionCountOptions } from './confusion-count.js';
export { CosineSimilarity, type CosineSimilarityOptions, cosineSimilarity } from './cosine-similarity.js';
export { FBetaScore, type FBetaScoreOptions, type FScoreOptions } from './f-beta-score.js';
export { F1Score } from './f1-score.js';
export { FalseNegatives } from './false-negatives.js';
export { FalsePositives } from './false-positives.js';
export { get, type MetricId, metricFamily, registerMetric } from './get.js';
export { Hinge } from './hinge.js';
export { IoU, type IoUOptions, type MeanIoUOptions, type OverlapOptions } from './iou.js';
export { KLDivergence } from './kl-divergence.js';
export { LogCoshError } from './log-cosh-error.js';
export { Mean } from './mean.js';
export { MeanAbsoluteError } from './mean-absolute-error.js';
export { MeanAbsolutePercentageError } from './mean-absolute-percentage-error.js';
export { MeanIoU } from './mean-iou.js';
export { MeanMetricWrapper, type MetricFunction } from './mean-metric-wrapper.js';
export { MeanSquaredError } from './mean-squared-error.js';
export { MeanSquaredLogarithmicError } from './mean-squared-logarithmic-error.js';
export { Metric, type MetricOptions, type MetricVariableOptions } from './metric.js';
export { OneHotIoU, type OneHotIoUOptions } from './one-hot-iou.js';
export { OneHotMeanIoU, type OneHotMeanIoUOptions } from './one-hot-mean-iou.js';
export {
  PearsonCorrelation,
  type PearsonCorrelationOptions,
  pearsonCorrelation,
} from './pearson-correlation.js';
export { Poisson } from './poisson.js';
export { Precision, type PrecisionOptions } from './precision.js';
export { PrecisionAtRecall, type PrecisionAtRecallOptions } from './precision-at-recall.js';
export { R2Score, type R2ScoreOptions } from './r2-score.js';
export { Recall, type RecallOptions } from './recall.js';
export { RecallAtPrecision, type RecallAtPrecisionOptions } from './recall-at-precision.js';
export { resolveAccuracy } from './resolve-accuracy.js';
export { RootMeanSquaredError } from './root-mean-squared-error.js';
export {
  SensitivityAtSpecificity,
  type SensitivityAtSpecificityOptions,
} from './sensitivity-at-specificity.js';
export { SparseCategoricalAccuracy, sparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
export {
  SparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyOptions,
} from './sparse-categorical-crossentropy.js';
export {
  SparseTopKCategoricalAccuracy,
  type SparseTopKCategoricalAccuracyOptions,
  sparseTopKCategoricalAccuracy,
} from './sparse-top-kcategorical-accuracy.js';
export {
  SpecificityAtSensitivity,
  type SpecificityAtSensitivityOptions,
} from './specificity-at-sensitivity.js';
export { SquaredHinge } from './squared-hinge.js';
export { Sum } from './sum.js';
export {
  TopKCategoricalAccuracy,
  type TopKCategoricalAccuracyOptions,
  topKCategoricalAccuracy,
} from './top-kcategorical-accuracy.js';
export { TrueNegatives } from './true-negatives.js';
export { TruePositives } from './true-positives.js';
