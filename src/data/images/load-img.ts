import { fileURLToPath } from 'node:url';
import { checkChoice, checkOptions, checkPositiveInteger, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { unawaited } from '../../support/unawaited.js';
import { type ColorMode, channelsOfMode } from './color-mode.js';
import { decodeImage, readImage } from './decode-image.js';
import { Img } from './img.js';
import { PILLOW_INTERPOLATIONS, type PillowInterpolation, pillowResize } from './pillow-resize.js';
import { type Pixels, pillowLuma, withChannels } from './pixels.js';
import type { Box } from './resize-pixels.js';

/** Options of {@link loadImg}. */
export interface LoadImgOptions {
  /** `'rgb'` (the default), `'rgba'` or `'grayscale'`. */
  readonly colorMode?: ColorMode | undefined;
  /** `[height, width]` in pixels; that of the file by default. */
  readonly targetSize?: readonly [height: number, width: number] | null | undefined;
  /** `'nearest'` by default. */
  readonly interpolation?: PillowInterpolation | undefined;
  /** True: the middle of the image in the ratio of targetSize. */
  readonly keepAspectRatio?: boolean | undefined;
}

const WHERE = 'loadImg';

/**
 * Reads an image file (PNG, JPEG, GIF, BMP, WebP). Resizes as Pillow does. Needs the package sharp.
 *
 * @param path a path, an address of file:, or the bytes of a file
 * @throws ValueError when the file is not there or cannot be decoded
 * @see https://keras.io/api/data_loading/image/#loadimg-function
 * @example
 * const img = await utils.loadImg('cat.png', { targetSize: [64, 64] });
 * const batch = utils.imgToArray(img).expandDims(0); // [1, 64, 64, 3]
 */
export function loadImg(path: string | URL | Uint8Array, options: LoadImgOptions = {}): Promise<Img> {
  return unawaited(load(path, options), {
    where: WHERE,
    fix: 'const img = await utils.loadImg(path)',
  });
}

async function load(path: string | URL | Uint8Array, options: LoadImgOptions): Promise<Img> {
  const {
    colorMode = 'rgb',
    targetSize,
    interpolation = 'nearest',
    keepAspectRatio = false,
  } = checkOptions(WHERE, options, ['colorMode', 'targetSize', 'interpolation', 'keepAspectRatio']);
  const channels = channelsOfMode(WHERE, colorMode);
  checkChoice(WHERE, 'interpolation', interpolation, PILLOW_INTERPOLATIONS);
  const file = path instanceof URL ? fileURLToPath(path) : path;
  if (typeof file !== 'string' && !(file instanceof Uint8Array))
    throw new ValueError(`${WHERE}: expected a path or bytes; received ${show(path)}.`);
  const read = await (typeof file === 'string' ? readImage(WHERE, file) : decodeImage(WHERE, file));
  const pixels = withChannels(read, channels, pillowLuma);
  if (targetSize == null) return new Img(pixels);
  if (!Array.isArray(targetSize) || targetSize.length !== 2)
    throw new ValueError(`${WHERE}: targetSize must be [height, width]; received ${show(targetSize)}.`);
  for (const side of targetSize) checkPositiveInteger(WHERE, 'targetSize', side);
  const size = targetSize as readonly [number, number];
  if (pixels.height === size[0] && pixels.width === size[1]) return new Img(pixels);
  return new Img(
    pillowResize(pixels, size, interpolation, keepAspectRatio ? middle(pixels, size) : undefined),
  );
}

function middle({ width, height }: Pixels, [targetHeight, targetWidth]: readonly [number, number]): Box {
  const cropHeight = Math.min(height, Math.floor((width * targetHeight) / targetWidth));
  const cropWidth = Math.min(width, Math.floor((height * targetWidth) / targetHeight));
  return {
    top: Math.floor((height - cropHeight) / 2),
    left: Math.floor((width - cropWidth) / 2),
    height: cropHeight,
    width: cropWidth,
  };
}
