import type { DataFormatId } from '../backends/operations/data-format.js';
import { HOST_INTERPOLATIONS, type HostInterpolation } from '../backends/operations/resize.js';
import { checkChoice, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import {
  DIRECTORY_OPTIONS,
  type DirectoryDatasets,
  type DirectoryOptions,
  directoryDatasets,
} from './folders/directory-dataset.js';
import { loadFiles } from './folders/load-files.js';
import { HostTensor } from './host-tensor.js';
import { type ColorMode, channelsFirst, channelsOfMode, isChannelsFirst } from './images/color-mode.js';
import { readImage } from './images/decode-image.js';
import { type AspectRatio, fitPixels } from './images/fit-pixels.js';
import { tensorflowLuma, withChannels } from './images/pixels.js';
import { TensorSpec } from './tensor-spec.js';

/** Options of {@link imageDatasetFromDirectory}. */
export interface ImageDirectoryOptions extends DirectoryOptions {
  /** `'rgb'` (the default), `'rgba'` or `'grayscale'`. */
  readonly colorMode?: ColorMode | undefined;
  /** `[height, width]` in pixels, or one number for both; [256, 256] by default. */
  readonly imageSize?: number | readonly [height: number, width: number] | undefined;
  /** `'bilinear'` by default. */
  readonly interpolation?: HostInterpolation | undefined;
  /** True: the middle of an image in the ratio of imageSize. */
  readonly cropToAspectRatio?: boolean | undefined;
  /** True: all of an image, between black bars. */
  readonly padToAspectRatio?: boolean | undefined;
  /** Where the channels are; `'channelsLast'` by default. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

const WHERE = 'imageDatasetFromDirectory';
const OPTIONS = [
  ...DIRECTORY_OPTIONS,
  'colorMode',
  'imageSize',
  'interpolation',
  'cropToAspectRatio',
  'padToAspectRatio',
  'dataFormat',
];
const FORMATS = ['.bmp', '.gif', '.jpeg', '.jpg', '.png'];

/**
 * Batches of the images in a folder: float32 from 0 to 255 of the shape [n, height, width, channels], with labels
 * `[images, labels]`. A folder in it is a class. Images are read when they are needed; `classNames` and `filePaths` of the
 * dataset say what there is. Needs the package sharp.
 *
 * @throws ValueError when the folder, its classes or the options do not fit; in reading, when an image cannot be decoded
 * @see https://keras.io/api/data_loading/image/
 * @example
 * const [train, validation] = data.imageDatasetFromDirectory('flowers', {
 *   imageSize: [64, 64],
 *   validationSplit: 0.2,
 *   subset: 'both',
 *   seed: 1,
 * });
 * await model.fit(train, { validationData: validation, epochs: 3 });
 */
export function imageDatasetFromDirectory<const O extends ImageDirectoryOptions = ImageDirectoryOptions>(
  directory: string,
  options?: O,
): DirectoryDatasets<O> {
  const given = checkOptions<ImageDirectoryOptions>(WHERE, options ?? {}, OPTIONS);
  const { colorMode = 'rgb', imageSize = 256, interpolation = 'bilinear' } = given;
  const channels = channelsOfMode(WHERE, colorMode);
  const size = typeof imageSize === 'number' ? ([imageSize, imageSize] as const) : imageSize;
  if (!Array.isArray(size) || size.length !== 2)
    throw new ValueError(`${WHERE}: imageSize must be [height, width]; received ${show(imageSize)}.`);
  for (const side of size) checkPositiveInteger(WHERE, 'imageSize', side);
  checkChoice(WHERE, 'interpolation', interpolation, HOST_INTERPOLATIONS);
  const aspect = aspectOf(given);
  const isFirst = isChannelsFirst(WHERE, given.dataFormat);
  const [height, width] = size as readonly [number, number];
  const shape = isFirst ? [channels, height, width] : [height, width, channels];
  const load = async (path: string): Promise<HostTensor> => {
    const pixels = withChannels(await readImage(WHERE, path), channels, tensorflowLuma);
    const values = fitPixels(pixels, [height, width], interpolation, aspect);
    return new HostTensor(isFirst ? channelsFirst(values, channels) : values, shape, 'float32');
  };
  return directoryDatasets(
    directory,
    {
      where: WHERE,
      what: 'images',
      formats: FORMATS,
      load: (input) => loadFiles(input, 'loadImages', load, new TensorSpec({ shape })),
    },
    given,
  ) as DirectoryDatasets<O>;
}

function aspectOf({
  cropToAspectRatio = false,
  padToAspectRatio = false,
}: ImageDirectoryOptions): AspectRatio {
  if (cropToAspectRatio && padToAspectRatio)
    throw new ValueError(`${WHERE}: expected one of cropToAspectRatio and padToAspectRatio; received both.`);
  return cropToAspectRatio ? 'crop' : padToAspectRatio ? 'pad' : 'stretch';
}
