import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Discretization, Normalization } from '../../src/layers/index.js';
import { checkLayer, checkTraining, isTraining, type LayerCase, type TrainingCase } from './layer-case.js';
import { assertClose, type OracleArray, oracleCases, toTensor } from './oracle.js';

/** What `adapt` learns. */
interface AdaptCase {
  readonly name: string;
  readonly kind: 'Normalization' | 'Discretization';
  readonly axis: number | readonly number[] | null;
  readonly data: readonly OracleArray[];
  readonly x: OracleArray;
  readonly y: OracleArray;
  readonly mean: OracleArray;
  readonly variance: OracleArray;
  readonly bins: number;
  readonly epsilon: number;
  readonly boundaries: OracleArray;
}

function checkAdapt(one: AdaptCase): void {
  const data = one.data.map(toTensor);
  const given = data.length === 1 ? (data[0] as tf.Tensor) : data;
  if (one.kind === 'Normalization') {
    const layer = new Normalization({ axis: one.axis });
    layer.adapt(given);
    assertClose(layer.mean!, one.mean.values, 1e-5, 'mean');
    assertClose(layer.variance!, one.variance.values, 1e-5, 'variance');
    assertClose(layer(toTensor(one.x)), one.y);
  } else {
    const layer = new Discretization({ numBins: one.bins, epsilon: one.epsilon });
    layer.adapt(given);
    assertClose([...layer.binBoundaries!], one.boundaries.values, 1e-5, 'boundaries');
    assertClose(layer(toTensor(one.x)), one.y);
  }
}

describe('preprocessing layers equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<LayerCase | TrainingCase | AdaptCase>('layers_preprocessing'))
    it(one.name, () => {
      if ('kind' in one) return checkAdapt(one);
      // Gradients of a logarithm and of an angle divide by magnitudes that are sums of small parts: rounding grows.
      if (/^STFTSpectrogram: (log|angle)$/.test(one.name))
        return checkLayer(one as LayerCase, { tolerance: 1e-4 });
      return isTraining(one) ? checkTraining(one) : checkLayer(one);
    });
});
