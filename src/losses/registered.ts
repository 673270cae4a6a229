import { BinaryCrossentropy, binaryCrossentropy } from './binary-crossentropy.js';
import { CategoricalCrossentropy, categoricalCrossentropy } from './categorical-crossentropy.js';
import { lossFunctions, registerLoss } from './get.js';
import { MeanSquaredError, meanSquaredError } from './mean-squared-error.js';
import {
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './sparse-categorical-crossentropy.js';

for (const type of [
  BinaryCrossentropy,
  CategoricalCrossentropy,
  MeanSquaredError,
  SparseCategoricalCrossentropy,
])
  registerLoss(type);

lossFunctions.register('binaryCrossentropy', binaryCrossentropy, ['bce']);
lossFunctions.register('categoricalCrossentropy', categoricalCrossentropy);
lossFunctions.register('meanSquaredError', meanSquaredError, ['mse']);
lossFunctions.register('sparseCategoricalCrossentropy', sparseCategoricalCrossentropy);
