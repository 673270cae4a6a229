import type { SymbolicTensor } from '../../layers/index.js';
import {
  Activation,
  Add,
  BatchNormalization,
  Conv2D,
  MaxPooling2D,
  ZeroPadding2D,
} from '../../layers/index.js';
import type { Model } from '../../models/index.js';
import {
  BACKBONE_OPTIONS,
  type BackboneFactory,
  type BackboneOptions,
  backboneInput,
  checkBackbone,
} from '../backbone-options.js';
import { finishBackbone } from '../finish-backbone.js';

const WHERE = 'applications.ResNet50';

/** Filters, blocks and the first stride of the four stacks. */
const STACKS: readonly (readonly [filters: number, blocks: number, stride: 1 | 2])[] = [
  [64, 3, 1],
  [128, 4, 2],
  [256, 6, 2],
  [512, 3, 2],
];

/** Of the files with and without a classifier, as Keras has them. */
const MD5 = { top: '2cb95161c43110f7111970584f804107', noTop: '4d473c1dd8becc155b73f8504c6f6626' };

/**
 * ResNet50 (He et al., 2015): a network for images with residual connections, with layer names and weights as in Keras.
 * Its images have blue before red, less the mean of each channel ({@link preprocessInput}).
 *
 * With `weights: null` it gives the model, else a promise of it: the official weights of ImageNet are downloaded once,
 * checked by Keras's sums and kept in the cache folder. See https://keras.io/api/applications/resnet/.
 *
 * @throws ValueError for options that do not fit, or when weights are not there and cannot be downloaded
 *
 * @example
 * const model = applications.ResNet50({ weights: null, inputShape: [32, 32, 3], classes: 10 });
 * model.countParams(); // 23608202
 */
export const ResNet50 = function ResNet50(options: BackboneOptions = {}): Model | Promise<Model> {
  const backbone = checkBackbone(WHERE, options, BACKBONE_OPTIONS, 224);
  const input = backboneInput(backbone);
  let x = new ZeroPadding2D({ padding: 3, name: 'conv1_pad' })(input);
  x = new Conv2D({ filters: 64, kernelSize: 7, strides: 2, name: 'conv1_conv' })(x);
  x = rectified(normalized(x, 'conv1_bn'), 'conv1_relu');
  x = new ZeroPadding2D({ padding: 1, name: 'pool1_pad' })(x);
  x = new MaxPooling2D({ poolSize: 3, strides: 2, name: 'pool1_pool' })(x);
  for (const [stack, [filters, blocks, stride]] of STACKS.entries()) {
    for (let block = 1; block <= blocks; block++)
      x = residual(x, filters, block === 1 ? stride : null, `conv${stack + 2}_block${block}`);
  }
  const { includeTop } = backbone;
  return finishBackbone(input, x, backbone, {
    where: WHERE,
    name: options.name ?? 'resnet50',
    poolingNames: { avg: 'avg_pool', max: 'max_pool' },
    file: {
      name: `resnet50_weights_tf_dim_ordering_tf_kernels${includeTop ? '' : '_notop'}.h5`,
      server: 'https://storage.googleapis.com/tensorflow',
      path: 'keras-applications/resnet',
      md5: includeTop ? MD5.top : MD5.noTop,
    },
  });
} as BackboneFactory<BackboneOptions>;

function normalized(x: SymbolicTensor, name: string): SymbolicTensor {
  return new BatchNormalization({ axis: 3, epsilon: 1.001e-5, name })(x);
}

function rectified(x: SymbolicTensor, name: string): SymbolicTensor {
  return new Activation({ activation: 'relu', name })(x);
}

/** Three convolutions beside a connection that leaves them out; the first block of a stack has one in it. */
function residual(
  inputs: SymbolicTensor,
  filters: number,
  stride: 1 | 2 | null,
  name: string,
): SymbolicTensor {
  const strides = stride ?? 1;
  const wide = 4 * filters;
  const shortcut =
    stride === null
      ? inputs
      : normalized(
          new Conv2D({ filters: wide, kernelSize: 1, strides, name: `${name}_0_conv` })(inputs),
          `${name}_0_bn`,
        );
  let x = new Conv2D({ filters, kernelSize: 1, strides, name: `${name}_1_conv` })(inputs);
  x = rectified(normalized(x, `${name}_1_bn`), `${name}_1_relu`);
  x = new Conv2D({ filters, kernelSize: 3, padding: 'same', name: `${name}_2_conv` })(x);
  x = rectified(normalized(x, `${name}_2_bn`), `${name}_2_relu`);
  x = normalized(new Conv2D({ filters: wide, kernelSize: 1, name: `${name}_3_conv` })(x), `${name}_3_bn`);
  return rectified(new Add({ name: `${name}_add` })([shortcut, x]), `${name}_out`);
}
