import type { SymbolicTensor } from '../../layers/index.js';
import { Add, BatchNormalization, Conv2D, DepthwiseConv2D, ReLU, ZeroPadding2D } from '../../layers/index.js';
import type { Model } from '../../models/index.js';
import { checkRange } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import {
  BACKBONE_OPTIONS,
  type BackboneFactory,
  type BackboneOptions,
  backboneInput,
  checkBackbone,
} from '../backbone-options.js';
import { finishBackbone } from '../finish-backbone.js';

/** Options of {@link MobileNetV2}. */
export interface MobileNetV2Options extends BackboneOptions {
  /** How wide the layers are: a factor on their channels; 1 by default. */
  readonly alpha?: number | undefined;
}

const WHERE = 'applications.MobileNetV2';
const SIZES = [96, 128, 160, 192, 224];
const ALPHAS = [0.35, 0.5, 0.75, 1, 1.3, 1.4];
const DEFAULT_SIZE = 224;

/** Filters, stride and expansion of the 17 blocks. */
const BLOCKS: readonly (readonly [filters: number, stride: 1 | 2])[] = [
  [16, 1],
  [24, 2],
  [24, 1],
  [32, 2],
  [32, 1],
  [32, 1],
  [64, 2],
  [64, 1],
  [64, 1],
  [64, 1],
  [96, 1],
  [96, 1],
  [96, 1],
  [160, 2],
  [160, 1],
  [160, 1],
  [320, 1],
];
const EXPANSION = 6;

/**
 * MobileNetV2 (Sandler et al., 2018): a small network for images, with layer names and weights as in Keras. Images are
 * scaled to -1 to 1 ({@link preprocessInput}).
 *
 * With `weights: null` it gives the model, else a promise of it: the official weights of ImageNet are downloaded once
 * and kept in the cache folder. See https://keras.io/api/applications/mobilenet/.
 *
 * @throws ValueError for options that do not fit, or when weights are not there and cannot be downloaded
 *
 * @example
 * const model = applications.MobileNetV2({ weights: null, inputShape: [32, 32, 3], alpha: 0.35, classes: 10 });
 * model.predict(tf.zeros([1, 32, 32, 3])).shape; // [1, 10]
 */
export const MobileNetV2 = function MobileNetV2(options: MobileNetV2Options = {}): Model | Promise<Model> {
  const { alpha = 1 } = options;
  checkRange(WHERE, 'alpha', alpha, Number.MIN_VALUE, Number.POSITIVE_INFINITY);
  const shape = options.inputShape ?? options.inputTensor?.shape?.slice(1) ?? [];
  const square = shape[0] === shape[1] && SIZES.includes(shape[0] as number);
  const backbone = checkBackbone(
    WHERE,
    options,
    [...BACKBONE_OPTIONS, 'alpha'],
    square ? (shape[0] as number) : DEFAULT_SIZE,
  );
  const { includeTop, weights, inputShape } = backbone;
  let rows: number | null = inputShape[0] ?? null;
  if (weights === 'imagenet') {
    if (!ALPHAS.includes(alpha)) {
      throw new ValueError(
        `${WHERE}: expected an alpha of ${ALPHAS.join(', ')} with weights; received ${alpha}.`,
        {
          fix: 'alpha: 1, or weights: null',
        },
      );
    }
    if (rows !== inputShape[1] || !SIZES.includes(rows as number)) {
      rows = DEFAULT_SIZE;
      console.warn(
        `${WHERE}: there are weights for images of ${SIZES.join(', ')}; those for ${rows} are taken.`,
      );
    }
  }
  const input = backboneInput(backbone);
  let x = normalized(
    new Conv2D({
      filters: divisible(32 * alpha),
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      useBias: false,
      name: 'Conv1',
    })(input),
    'bn_Conv1',
    'Conv1_relu',
  );
  for (const [id, [filters, stride]] of BLOCKS.entries())
    x = invertedResidual(x, { id, filters, stride, alpha });
  const last = alpha > 1 ? divisible(1280 * alpha) : 1280;
  x = normalized(
    new Conv2D({ filters: last, kernelSize: 1, useBias: false, name: 'Conv_1' })(x),
    'Conv_1_bn',
    'out_relu',
  );
  const width = Number.isInteger(alpha) ? `${alpha}.0` : alpha;
  return finishBackbone(input, x, backbone, {
    where: WHERE,
    name: options.name ?? `mobilenetv2_${alpha.toFixed(2)}_${rows ?? 'None'}`,
    file: {
      name: `mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${width}_${rows}${includeTop ? '' : '_no_top'}.h5`,
      server: 'https://storage.googleapis.com/tensorflow',
      path: 'keras-applications/mobilenet_v2',
      md5: null,
    },
  });
} as BackboneFactory<MobileNetV2Options>;

function normalized(x: SymbolicTensor, name: string, activation?: string): SymbolicTensor {
  const y = new BatchNormalization({ axis: -1, epsilon: 1e-3, momentum: 0.999, name })(x);
  return activation === undefined ? y : new ReLU({ maxValue: 6, name: activation })(y);
}

interface Block {
  readonly id: number;
  readonly filters: number;
  readonly stride: 1 | 2;
  readonly alpha: number;
}

/** Wider by a convolution of one pixel, one of 3 x 3 on each channel, narrower again; the first is not made wider. */
function invertedResidual(inputs: SymbolicTensor, { id, filters, stride, alpha }: Block): SymbolicTensor {
  const channels = inputs.shape.at(-1) as number;
  const narrow = divisible(Math.trunc(filters * alpha));
  const prefix = id === 0 ? 'expanded_conv_' : `block_${id}_`;
  let x = inputs;
  if (id > 0) {
    x = new Conv2D({
      filters: EXPANSION * channels,
      kernelSize: 1,
      padding: 'same',
      useBias: false,
      name: `${prefix}expand`,
    })(x);
    x = normalized(x, `${prefix}expand_BN`, `${prefix}expand_relu`);
  }
  if (stride === 2) x = new ZeroPadding2D({ padding: paddingFor(x), name: `${prefix}pad` })(x);
  x = new DepthwiseConv2D({
    kernelSize: 3,
    strides: stride,
    useBias: false,
    padding: stride === 1 ? 'same' : 'valid',
    name: `${prefix}depthwise`,
  })(x);
  x = normalized(x, `${prefix}depthwise_BN`, `${prefix}depthwise_relu`);
  x = new Conv2D({
    filters: narrow,
    kernelSize: 1,
    padding: 'same',
    useBias: false,
    name: `${prefix}project`,
  })(x);
  x = normalized(x, `${prefix}project_BN`);
  return channels === narrow && stride === 1 ? new Add({ name: `${prefix}add` })([inputs, x]) : x;
}

/** So that a kernel of 3 x 3 in steps of 2 sees all pixels: odd sizes need a row on both sides, even ones behind. */
function paddingFor({ shape: [, height, width] }: SymbolicTensor): [[number, number], [number, number]] {
  const before = (size: number | null | undefined) => (size == null ? 0 : size % 2);
  return height == null
    ? [
        [0, 1],
        [0, 1],
      ]
    : [
        [before(height), 1],
        [before(width), 1],
      ];
}

/** The nearest multiple of 8 that is no more than a tenth smaller. */
function divisible(channels: number): number {
  const near = Math.max(8, Math.floor(Math.trunc(channels + 4) / 8) * 8);
  return near < 0.9 * channels ? near + 8 : near;
}
