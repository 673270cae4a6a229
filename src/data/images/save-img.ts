import { extname } from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import { writeFileAtomically } from '../../support/atomic-file.js';
import { checkChoice, checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { unawaited } from '../../support/unawaited.js';
import { loadSharp } from './decode-image.js';
import { type ArrayToImgOptions, arrayToImg, Img } from './img.js';

/** Options of {@link saveImg}. */
export interface SaveImgOptions extends ArrayToImgOptions {
  /** In place of what the name of the file ends in. */
  readonly fileFormat?: ImageFormat | 'jpg' | null | undefined;
}

type ImageFormat = (typeof FORMATS)[number];

const WHERE = 'saveImg';
const FORMATS = ['png', 'jpeg', 'gif', 'webp'] as const;
/** As Pillow's. */
const JPEG_QUALITY = 75;

/**
 * Writes an image (a tensor or an `Img`) to a file: PNG, JPEG, GIF or WebP. Needs the package sharp.
 *
 * @throws ValueError for another format, and when the file cannot be written
 * @see https://keras.io/api/data_loading/image/#saveimg-function
 * @example
 * await utils.saveImg('noise.png', tf.randomUniform([32, 32, 3]));
 */
export function saveImg(
  path: string,
  x: Img | tf.Tensor | tf.TensorLike,
  options: SaveImgOptions = {},
): Promise<void> {
  return unawaited(save(path, x, options), { where: WHERE, fix: 'await utils.saveImg(path, x)' });
}

async function save(
  path: string,
  x: Img | tf.Tensor | tf.TensorLike,
  options: SaveImgOptions,
): Promise<void> {
  const { fileFormat, ...rest } = checkOptions(WHERE, options, ['dataFormat', 'fileFormat', 'scale']);
  if (typeof path !== 'string' || path === '')
    throw new ValueError(`${WHERE}: expected the name of a file; received ${show(path)}.`);
  const name = (fileFormat ?? extname(path).slice(1)).toLowerCase();
  const format = checkChoice(WHERE, 'fileFormat', name === 'jpg' ? 'jpeg' : name, FORMATS);
  const { width, height, channels, bytes } = x instanceof Img ? x : arrayToImg(x, rest);
  const sharp = await loadSharp(WHERE);
  const image = sharp(bytes, { raw: { width, height, channels } });
  if (channels === 1) image.toColourspace('b-w');
  if (format === 'jpeg') image.removeAlpha().jpeg({ quality: JPEG_QUALITY });
  else image.toFormat(format);
  await writeFileAtomically(WHERE, path, await image.toBuffer());
}
