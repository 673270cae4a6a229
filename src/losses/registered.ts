import { BinaryCrossentropy, binaryCrossentropy } from './binary-crossentropy.js';
import { BinaryFocalCrossentropy, binaryFocalCrossentropy } from './binary-focal-crossentropy.js';
import { CategoricalCrossentropy, categoricalCrossentropy } from './categorical-crossentropy.js';
import {
  CategoricalFocalCrossentropy,
  categoricalFocalCrossentropy,
} from './categorical-focal-crossentropy.js';
import {
  CategoricalGeneralizedCrossEntropy,
  categoricalGeneralizedCrossEntropy,
} from './categorical-generalized-cross-entropy.js';
import { CategoricalHinge, categoricalHinge } from './categorical-hinge.js';
import { Circle, circle } from './circle.js';
import { CosineSimilarity, cosineSimilarity } from './cosine-similarity.js';
import { CTC, ctc } from './ctc.js';
import { Dice, dice } from './dice.js';
import { lossClasses, lossFunctions, registerLoss } from './get.js';
import { Hinge, hinge } from './hinge.js';
import { Huber, huber } from './huber.js';
import { KLDivergence, klDivergence } from './kl-divergence.js';
import { LogCosh, logCosh } from './log-cosh.js';
import { MeanAbsoluteError, meanAbsoluteError } from './mean-absolute-error.js';
import {
  MeanAbsolutePercentageError,
  meanAbsolutePercentageError,
} from './mean-absolute-percentage-error.js';
import { MeanSquaredError, meanSquaredError } from './mean-squared-error.js';
import {
  MeanSquaredLogarithmicError,
  meanSquaredLogarithmicError,
} from './mean-squared-logarithmic-error.js';
import { Poisson, poisson } from './poisson.js';
import {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './sparse-categorical-crossentropy.js';
import { SquaredHinge, squaredHinge } from './squared-hinge.js';
import { Tversky, tversky } from './tversky.js';

registerLoss(BinaryCrossentropy);
lossFunctions.register('binaryCrossentropy', binaryCrossentropy, ['bce']);
registerLoss(BinaryFocalCrossentropy);
lossFunctions.register('binaryFocalCrossentropy', binaryFocalCrossentropy);
registerLoss(CategoricalCrossentropy);
lossFunctions.register('categoricalCrossentropy', categoricalCrossentropy);
registerLoss(CategoricalFocalCrossentropy);
lossFunctions.register('categoricalFocalCrossentropy', categoricalFocalCrossentropy);
registerLoss(CategoricalGeneralizedCrossEntropy);
lossFunctions.register('categoricalGeneralizedCrossEntropy', categoricalGeneralizedCrossEntropy);
registerLoss(CategoricalHinge);
lossFunctions.register('categoricalHinge', categoricalHinge);
registerLoss(Circle);
lossFunctions.register('circle', circle);
registerLoss(CosineSimilarity);
lossFunctions.register('cosineSimilarity', cosineSimilarity);
registerLoss(CTC);
lossFunctions.register('ctc', ctc);
registerLoss(Dice);
lossFunctions.register('dice', dice);
registerLoss(Hinge);
lossFunctions.register('hinge', hinge);
registerLoss(Huber);
lossFunctions.register('huber', huber);
registerLoss(KLDivergence);
lossFunctions.register('klDivergence', klDivergence, ['kld', 'kullbackLeiblerDivergence']);
registerLoss(LogCosh);
lossFunctions.register('logCosh', logCosh);
registerLoss(MeanAbsoluteError);
lossFunctions.register('meanAbsoluteError', meanAbsoluteError, ['mae']);
registerLoss(MeanAbsolutePercentageError);
lossFunctions.register('meanAbsolutePercentageError', meanAbsolutePercentageError, ['mape']);
registerLoss(MeanSquaredError);
lossFunctions.register('meanSquaredError', meanSquaredError, ['mse']);
registerLoss(MeanSquaredLogarithmicError);
lossFunctions.register('meanSquaredLogarithmicError', meanSquaredLogarithmicError, ['msle']);
registerLoss(Poisson);
lossFunctions.register('poisson', poisson);
registerLoss(SparseCategoricalCrossentropy);
lossFunctions.register('sparseCategoricalCrossentropy', sparseCategoricalCrossentropy);
registerLoss(SquaredHinge);
lossFunctions.register('squaredHinge', squaredHinge);
registerLoss(Tversky);
lossFunctions.register('tversky', tversky);

lossClasses.seal();
lossFunctions.seal();
