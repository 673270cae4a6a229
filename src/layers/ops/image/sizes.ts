import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import { INTERPOLATIONS, type Interpolation, resizeImages } from '../../../backends/operations/resize.js';
import { checkChoice, checkNaturalNumber, checkPositiveInteger, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { cropToAspectRatio, padToAspectRatio } from '../../preprocessing/aspect-ratio.js';
import { asTensor } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import { type Format, ofImages } from './as-images.js';

// See https://keras.io/api/ops/image/.

/** Images of another height and width, pixel centres at halves; floats, except for 'nearest'. */
export const resize = defineOp(
  'resize',
  [
    'images',
    'size',
    'interpolation',
    'antialias',
    'cropToAspectRatio',
    'padToAspectRatio',
    'fillMode',
    'fillValue',
    'dataFormat',
  ],
  (
    images: TensorInput,
    size: readonly [height: number, width: number],
    interpolation: Interpolation = 'bilinear',
    antialias: boolean = false,
    cropToAspect: boolean = false,
    padToAspect: boolean = false,
    fillMode: 'constant' = 'constant',
    fillValue: number = 0,
    dataFormat: Format = null,
  ) => {
    const where = 'ops.image.resize';
    checkChoice(where, 'interpolation', interpolation, INTERPOLATIONS);
    checkChoice(where, 'fillMode', fillMode, ['constant']);
    if (!Array.isArray(size) || size.length !== 2)
      throw new ValueError(`${where}: size must be [height, width]; received ${show(size)}.`);
    for (const side of size) checkPositiveInteger(where, 'size', side);
    if (cropToAspect && padToAspect)
      throw new ValueError(
        `${where}: expected one of cropToAspectRatio and padToAspectRatio; received both.`,
      );
    return ofImages('resize', images, dataFormat, (batch) => {
      const floats = tf.cast(batch, 'float32');
      const shaped = cropToAspect
        ? cropToAspectRatio(floats, size)
        : padToAspect
          ? padToAspectRatio(floats, size, fillValue)
          : floats;
      const resized = resizeImages(shaped, size, interpolation, { antialias });
      return interpolation === 'nearest' ? tf.cast(resized, batch.dtype) : resized;
    });
  },
);

/** What is on both sides of an axis: two of the three numbers tell the third. */
function margins(
  where: string,
  names: readonly [string, string, string],
  before: number | null,
  after: number | null,
  whole: number | null,
): void {
  const given = [before, after, whole];
  if (given.filter((value) => value === null).length !== 1) {
    throw new ValueError(
      `ops.image.${where}: expected exactly two of ${names.join(', ')}; received ${show(given)}.`,
    );
  }
  for (const [i, value] of given.entries())
    if (value !== null) checkNaturalNumber(`ops.image.${where}`, names[i] as string, value);
}

function notNegative(where: string, what: string, value: number): number {
  if (value >= 0) return value;
  throw new ValueError(`ops.image.${where}: ${what} would be ${value}, which is below 0.`);
}

/** Zeros around images, two of `topPadding`, `bottomPadding`, `targetHeight` tell how many, and so for the width. */
export const padImages = defineOp(
  'padImages',
  [
    'images',
    'topPadding',
    'leftPadding',
    'bottomPadding',
    'rightPadding',
    'targetHeight',
    'targetWidth',
    'dataFormat',
  ],
  (
    images: TensorInput,
    topPadding: number | null = null,
    leftPadding: number | null = null,
    bottomPadding: number | null = null,
    rightPadding: number | null = null,
    targetHeight: number | null = null,
    targetWidth: number | null = null,
    dataFormat: Format = null,
  ) => {
    const where = 'padImages';
    margins(where, ['topPadding', 'bottomPadding', 'targetHeight'], topPadding, bottomPadding, targetHeight);
    margins(where, ['leftPadding', 'rightPadding', 'targetWidth'], leftPadding, rightPadding, targetWidth);
    const sides = (
      [first, last]: readonly [string, string],
      size: number,
      before: number | null,
      after: number | null,
      target: number | null,
    ): [number, number] => [
      before ?? notNegative(where, first, (target as number) - (after as number) - size),
      after ?? notNegative(where, last, (target as number) - (before as number) - size),
    ];
    return ofImages(where, images, dataFormat, (batch) => {
      const [, height, width] = batch.shape as [number, number, number, number];
      return tf.pad(batch, [
        [0, 0],
        sides(['topPadding', 'bottomPadding'], height, topPadding, bottomPadding, targetHeight),
        sides(['leftPadding', 'rightPadding'], width, leftPadding, rightPadding, targetWidth),
        [0, 0],
      ]);
    });
  },
);

/** A part of images: two of `topCropping`, `bottomCropping`, `targetHeight` tell which rows, and so for the width. */
export const cropImages = defineOp(
  'cropImages',
  [
    'images',
    'topCropping',
    'leftCropping',
    'bottomCropping',
    'rightCropping',
    'targetHeight',
    'targetWidth',
    'dataFormat',
  ],
  (
    images: TensorInput,
    topCropping: number | null = null,
    leftCropping: number | null = null,
    bottomCropping: number | null = null,
    rightCropping: number | null = null,
    targetHeight: number | null = null,
    targetWidth: number | null = null,
    dataFormat: Format = null,
  ) => {
    const where = 'cropImages';
    margins(
      where,
      ['topCropping', 'bottomCropping', 'targetHeight'],
      topCropping,
      bottomCropping,
      targetHeight,
    );
    margins(
      where,
      ['leftCropping', 'rightCropping', 'targetWidth'],
      leftCropping,
      rightCropping,
      targetWidth,
    );
    const part = (
      [first, whole]: readonly [string, string],
      size: number,
      before: number | null,
      after: number | null,
      target: number | null,
    ): [begin: number, size: number] => [
      before ?? notNegative(where, first, size - (target as number) - (after as number)),
      target ?? notNegative(where, whole, size - (after as number) - (before as number)),
    ];
    return ofImages(where, images, dataFormat, (batch) => {
      const [count, height, width, channels] = batch.shape as [number, number, number, number];
      const [top, rows] = part(
        ['topCropping', 'targetHeight'],
        height,
        topCropping,
        bottomCropping,
        targetHeight,
      );
      const [left, columns] = part(
        ['leftCropping', 'targetWidth'],
        width,
        leftCropping,
        rightCropping,
        targetWidth,
      );
      return tf.slice(batch, [0, top, left, 0], [count, rows, columns, channels]);
    });
  },
);

/** How {@link scaleAndTranslate} weighs pixels. */
export type ScaleMethod =
  | 'linear'
  | 'bilinear'
  | 'trilinear'
  | 'cubic'
  | 'bicubic'
  | 'tricubic'
  | 'lanczos3'
  | 'lanczos5';

const METHODS: readonly ScaleMethod[] = [
  'linear',
  'bilinear',
  'trilinear',
  'cubic',
  'bicubic',
  'tricubic',
  'lanczos3',
  'lanczos5',
];

/** The weight of a pixel at each distance. */
function kernelOf(method: ScaleMethod): (x: tf.Tensor) => tf.Tensor {
  if (method.endsWith('linear')) return (x) => tf.relu(tf.sub(1, x));
  if (method.endsWith('cubic'))
    return (x) => {
      const near = tf.add(tf.mul(tf.mul(tf.sub(tf.mul(1.5, x), 2.5), x), x), 1);
      const far = tf.add(tf.mul(tf.sub(tf.mul(tf.add(tf.mul(-0.5, x), 2.5), x), 4), x), 2);
      return tf.where(tf.greaterEqual(x, 2), tf.zerosLike(x), tf.where(tf.greaterEqual(x, 1), far, near));
    };
  const radius = Number(method.slice(-1));
  return (x) => {
    const turn = tf.mul(x, Math.PI);
    const isAtCentre = tf.lessEqual(x, 1e-3);
    const safe = tf.where(isAtCentre, tf.onesLike(x), turn);
    const wave = tf.div(tf.mul(tf.mul(tf.sin(safe), tf.sin(tf.div(safe, radius))), radius), tf.square(safe));
    const inside = tf.where(isAtCentre, tf.onesLike(x), wave);
    return tf.where(tf.greater(x, radius), tf.zerosLike(x), inside);
  };
}

/**
 * Images scaled and moved along the axes `spatialDims`, to the sizes that `outputShape` has there: a pixel at x comes to
 * `scale * x + translation`, measured at centres.
 */
export const scaleAndTranslate = defineOp(
  'scaleAndTranslate',
  ['images', 'outputShape', 'scale', 'translation', 'spatialDims', 'method', 'antialias'],
  (
    images: TensorInput,
    outputShape: readonly number[],
    scale: TensorInput,
    translation: TensorInput,
    spatialDims: readonly number[],
    method: ScaleMethod,
    antialias: boolean = true,
  ) => {
    const where = 'ops.image.scaleAndTranslate';
    const kernel = kernelOf(checkChoice(where, 'method', method, METHODS));
    const x = asTensor(images);
    const [scales, moves] = [tf.unstack(asTensor(scale)), tf.unstack(asTensor(translation))];
    let result: tf.Tensor = tf.cast(x, 'float32');
    for (const [i, dim] of spatialDims.entries()) {
      const axis = dim < 0 ? dim + x.rank : dim;
      const [from, to] = [x.shape[axis] as number, outputShape[axis] as number];
      const weights = weightsOf(from, to, scales[i] as tf.Tensor, moves[i] as tf.Tensor, kernel, antialias);
      result = alongAxis(result, axis, weights);
    }
    if (x.dtype === 'float32') return result;
    const [least, most] = [tf.min(x), tf.max(x)].map((one) => tf.cast(one, 'float32')) as [
      tf.Tensor,
      tf.Tensor,
    ];
    return tf.cast(tf.minimum(tf.maximum(tf.round(result), least), most), x.dtype);
  },
);

/** `[from, to]`: what each pixel takes of each. */
function weightsOf(
  from: number,
  to: number,
  scale: tf.Tensor,
  translation: tf.Tensor,
  kernel: (x: tf.Tensor) => tf.Tensor,
  antialias: boolean,
): tf.Tensor {
  const inverse = tf.div(1, scale);
  const spread = antialias ? tf.maximum(inverse, 1) : tf.scalar(1);
  const centres = tf.sub(
    tf.mul(tf.sub(tf.add(tf.range(0, to, 1, 'float32'), 0.5), translation), inverse),
    0.5,
  );
  const places = tf.expandDims(tf.range(0, from, 1, 'float32'), 1);
  const weights = kernel(tf.div(tf.abs(tf.sub(tf.expandDims(centres, 0), places)), spread));
  const sums = tf.sum(weights, 0, true);
  const isCovered = tf.greater(tf.abs(sums), 1000 * 1.1920929e-7);
  const isInside = tf.logicalAnd(tf.greaterEqual(centres, -0.5), tf.lessEqual(centres, from - 0.5));
  const counts = tf.cast(tf.logicalAnd(isCovered, tf.expandDims(isInside, 0)), 'float32');
  return tf.mul(tf.div(weights, tf.where(isCovered, sums, tf.onesLike(sums))), counts);
}

/** The product of an axis with a matrix. */
function alongAxis(x: tf.Tensor, axis: number, weights: tf.Tensor): tf.Tensor {
  const last = x.rank - 1;
  const order = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  const turned = tf.transpose(x, order);
  const shape = [...turned.shape.slice(0, -1), weights.shape[1] as number];
  const product = tf.matMul(tf.reshape(turned, [-1, x.shape[axis] as number]), weights as tf.Tensor2D);
  return tf.transpose(tf.reshape(product, shape), order);
}
