import { Accuracy } from './accuracy.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import { metricFamily } from './get.js';
import { Mean } from './mean.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';

metricFamily.register(Accuracy, ['acc']);
metricFamily.register(BinaryAccuracy);
metricFamily.register(CategoricalAccuracy);
metricFamily.register(Mean);
metricFamily.register(SparseCategoricalAccuracy);
