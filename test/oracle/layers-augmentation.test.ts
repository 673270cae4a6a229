import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as layers from '../../src/layers/index.js';
import {
  ImageAugmentation,
  type Transformation,
} from '../../src/layers/preprocessing/augmentation/image-augmentation.js';
import { camelCase } from '../../src/support/names.js';
import type { KerasConfig } from '../../src/support/registry.js';
import { checkConfig } from './layer-case.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

/** What a layer of Keras drew, and made of it. */
interface AugmentationCase {
  readonly name: string;
  readonly layer: KerasConfig;
  readonly images: OracleArray;
  readonly drawn: Readonly<Record<string, OracleArray>> | null;
  readonly y: OracleArray;
  readonly masks: OracleArray | null;
  readonly masks_y: OracleArray | null;
  readonly labels: OracleArray | null;
  readonly labels_y: OracleArray | null;
}

/** Rounding of places between pixels, times what a pixel may differ from its neighbour. */
const TOLERANCE = 1e-4;

function check(one: AugmentationCase): void {
  const layer = layers.deserialize(one.layer) as ImageAugmentation;
  assert.ok(layer instanceof ImageAugmentation);
  const expected = one.layer.config as Record<string, unknown>;
  checkConfig({ ...layer.getConfig(), seed: null }, { ...loadable(expected), seed: null });
  withoutLeaks(() => {
    tf.tidy(() => {
      const images = toTensor(one.images);
      const drawn: Transformation =
        one.drawn &&
        Object.fromEntries(
          Object.entries(one.drawn).map(([key, value]) => [camelCase(key), toTensor(value)]),
        );
      assertClose(layer.transformImages(images, drawn), one.y, TOLERANCE, 'images');
      if (one.masks !== null)
        assertClose(
          layer.transformSegmentationMasks(toTensor(one.masks), drawn),
          one.masks_y!,
          TOLERANCE,
          'masks',
        );
      if (one.labels !== null)
        assertClose(layer.transformLabels(toTensor(one.labels), drawn), one.labels_y!, TOLERANCE, 'labels');
      const own = layer.getRandomTransformation(images);
      for (const key of Object.keys(own ?? {})) {
        const shape = own![key]!.shape;
        assert.deepEqual(shape, drawn?.[key]?.shape, `shape of ${key}`);
      }
      assert.deepEqual(layer(images).shape, one.y.shape, 'shape of a call');
    });
  });
}

/** Keras cannot load the factors of RandomShear that it writes for a number; here the number is written. */
function loadable(config: Record<string, unknown>): Record<string, unknown> {
  const factors = ['x_factor', 'y_factor'].flatMap((key) => {
    const range = config[key] as [number, number] | undefined;
    return range === undefined ? [] : [[key, range[0] < 0 ? range[1] : range]];
  });
  return { ...config, ...Object.fromEntries(factors) };
}

describe('image augmentation equals that of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<AugmentationCase>('layers_augmentation')) it(one.name, () => check(one));
});
