import { readFile } from 'node:fs/promises';
import type { Tensor } from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { unawaited } from '../../support/unawaited.js';
import { pretrainedFile } from '../pretrained-file.js';

/** A class of ImageNet: its number in WordNet, its name, and how likely it is. */
export type Prediction = readonly [id: string, name: string, score: number];

/** Options of {@link decodePredictions}. */
export interface DecodeOptions {
  /** How many classes of each image; 5 by default. */
  readonly top?: number | undefined;
}

const CLASSES = 1000;
const WHERE = 'decodePredictions';

/** Keras's list of classes. */
const CLASS_INDEX = {
  name: 'imagenet_class_index.json',
  server: 'https://storage.googleapis.com/download.tensorflow.org',
  path: 'data',
  md5: 'c2c37ea517e94d9795004a39431a14cb',
};

/**
 * The likeliest classes of ImageNet for each image, the likeliest first. Their names are downloaded once.
 * See https://keras.io/api/applications/.
 *
 * @param predictions `[batch, 1000]`, what a model of `applications` predicts
 * @throws ShapeError for other shapes
 * @throws ValueError when the names are not there and cannot be downloaded
 */
export function decodePredictions(
  predictions: Tensor,
  options: number | DecodeOptions = {},
): Promise<Prediction[][]> {
  return unawaited(decode(predictions, typeof options === 'number' ? { top: options } : options), {
    where: WHERE,
    fix: 'const [best] = await decodePredictions(predictions)',
  });
}

async function decode(predictions: Tensor, options: DecodeOptions): Promise<Prediction[][]> {
  const { top = 5 } = checkOptions(WHERE, options, ['top']);
  checkPositiveInteger(WHERE, 'top', top);
  if (predictions.rank !== 2 || predictions.shape[1] !== CLASSES) {
    throw new ShapeError(
      `${WHERE}: expected predictions (batch, ${CLASSES}); received ${showShape(predictions.shape)}.`,
    );
  }
  const file = await pretrainedFile(CLASS_INDEX, WHERE);
  const classes = JSON.parse(await readFile(file, 'utf8')) as Record<string, readonly [string, string]>;
  const scores = (await predictions.data()) as Float32Array;
  return Array.from({ length: predictions.shape[0] as number }, (_, image) => {
    const own = scores.subarray(image * CLASSES, (image + 1) * CLASSES);
    const order = Array.from(own.keys()).sort((a, b) => (own[b] as number) - (own[a] as number));
    return order
      .slice(0, top)
      .map((i) => [...(classes[i] as readonly [string, string]), own[i] as number] as const);
  });
}
