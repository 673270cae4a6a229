import type { ActivationId } from '../activations/index.js';
import { get as getActivation, linear, softmax } from '../activations/index.js';
import { imageDataFormat } from '../backends/operations/data-format.js';
import { Input, SymbolicTensor } from '../layers/index.js';
import type { Model } from '../models/index.js';
import { checkChoice, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { type Shape, showShape } from '../support/shape.js';

/** Options of the models of `applications`. */
export interface BackboneOptions {
  /** False: without the classifier at the end. True by default. */
  readonly includeTop?: boolean | undefined;
  /**
   * 'imagenet', the default: weights that are downloaded, once, and checked; null: random ones; else the path of a file
   * with weights.
   */
  readonly weights?: 'imagenet' | (string & {}) | null | undefined;
  /** The images as a symbolic tensor, in place of a new input. */
  readonly inputTensor?: SymbolicTensor | null | undefined;
  /** `[height, width, channels]`, at least 32 high and wide; without a classifier sizes may be null. */
  readonly inputShape?: Shape | null | undefined;
  /** Without a classifier: one value a channel by 'avg' or 'max'; null, the default: the images of the last layer. */
  readonly pooling?: 'avg' | 'max' | null | undefined;
  /** The classes of the classifier; 1000 by default. */
  readonly classes?: number | undefined;
  /** Of the classifier: 'softmax' by default, null for logits. */
  readonly classifierActivation?: ActivationId | null | undefined;
  readonly name?: string | undefined;
}

/**
 * A function that makes a model, also behind `new`. With weights that are read or downloaded it gives a promise of the
 * model, with `weights: null` the model itself.
 */
export interface BackboneFactory<O extends BackboneOptions> {
  (options: O & { readonly weights: null }): Model;
  (options?: O): Promise<Model>;
  new (options: O & { readonly weights: null }): Model;
  new (options?: O): Promise<Model>;
}

/** Options with their defaults, checked. */
export interface CheckedBackbone {
  readonly includeTop: boolean;
  readonly weights: string | null;
  readonly inputTensor: SymbolicTensor | null;
  readonly inputShape: Shape;
  readonly pooling: 'avg' | 'max' | null;
  readonly classes: number;
  readonly classifierActivation: ActivationId | null;
}

export const BACKBONE_OPTIONS = [
  'includeTop',
  'weights',
  'inputTensor',
  'inputShape',
  'pooling',
  'classes',
  'classifierActivation',
  'name',
] as const;

const SMALLEST = 32;

/**
 * Keras's rules for the options of `applications`.
 *
 * @param where the function, as errors call it
 * @param defaultSize height and width of images where none is told
 * @throws ValueError that says which option does not fit, and why
 */
export function checkBackbone(
  where: string,
  options: BackboneOptions,
  allowed: readonly string[],
  defaultSize: number,
): CheckedBackbone {
  checkOptions(where, options, allowed as never);
  if (imageDataFormat() !== 'channelsLast') {
    throw new ValueError(
      `${where}: expected images with their channels last; received the format channelsFirst.`,
      {
        fix: "tf.keras.config.setImageDataFormat('channelsLast') before",
      },
    );
  }
  const { includeTop = true, weights = 'imagenet', inputTensor = null, pooling = null } = options;
  const { classes = 1000, classifierActivation = 'softmax' } = options;
  if (weights !== null && (typeof weights !== 'string' || weights === '')) {
    throw new ValueError(
      `${where}: expected weights to be 'imagenet', null or the path of a file; received ${show(weights)}.`,
    );
  }
  if (inputTensor !== null && !(inputTensor instanceof SymbolicTensor)) {
    throw new ValueError(
      `${where}: expected inputTensor to be a symbolic tensor; received ${show(inputTensor)}.`,
      {
        fix: 'inputTensor: Input({ shape: [224, 224, 3] })',
      },
    );
  }
  if (pooling !== null) checkChoice(where, 'pooling', pooling, ['avg', 'max']);
  checkPositiveInteger(where, 'classes', classes);
  if (weights === 'imagenet' && includeTop && classes !== 1000) {
    throw new ValueError(
      `${where}: the weights of ImageNet have 1000 classes; received classes ${classes}.`,
      {
        fix: 'includeTop: false and a Dense of your own, or weights: null',
      },
    );
  }
  if (includeTop && weights !== null) checkClassifier(where, classifierActivation);
  const given = options.inputShape ?? inputTensor?.shape.slice(1) ?? null;
  const inputShape = checkInputShape(where, given, { includeTop, weights, defaultSize });
  return { includeTop, weights, inputTensor, inputShape, pooling, classes, classifierActivation };
}

/** Pretrained classifiers were trained with softmax. */
function checkClassifier(where: string, id: ActivationId | null): void {
  const activation = getActivation(id);
  if (activation === softmax || activation === linear) return;
  throw new ValueError(
    `${where}: expected classifierActivation 'softmax' or null with pretrained weights; received ${show(id)}.`,
  );
}

function checkInputShape(
  where: string,
  shape: Shape | null,
  { includeTop, weights, defaultSize }: { includeTop: boolean; weights: string | null; defaultSize: number },
): Shape {
  const usual = [defaultSize, defaultSize, 3];
  if (shape === null) return includeTop ? usual : [null, null, 3];
  if (!Array.isArray(shape) || shape.length !== 3) {
    throw new ValueError(
      `${where}: expected an inputShape [height, width, channels]; received ${show(shape)}.`,
      {
        fix: `inputShape: [${usual.join(', ')}]`,
      },
    );
  }
  const [height, width, channels] = shape;
  for (const size of [height, width]) {
    if (size === null || (Number.isInteger(size) && (size as number) >= SMALLEST)) continue;
    throw new ValueError(
      `${where}: expected images of at least ${SMALLEST} x ${SMALLEST}; received inputShape ${showShape(shape)}.`,
      { fix: 'tf.image.resizeBilinear(images, [96, 96]), or a Resizing layer in front' },
    );
  }
  if (
    typeof channels !== 'number' ||
    !Number.isInteger(channels) ||
    channels < 1 ||
    (weights === 'imagenet' && channels !== 3)
  ) {
    throw new ValueError(
      `${where}: expected images with 3 channels${weights === 'imagenet' ? ', as the weights of ImageNet have' : ''}; received inputShape ${showShape(shape)}.`,
      { fix: 'images.tile([1, 1, 1, 3]) makes three channels of one' },
    );
  }
  if (includeTop && (height === null || width === null)) {
    throw new ValueError(
      `${where}: expected an inputShape without null with a classifier; received ${showShape(shape)}.`,
      {
        fix: 'includeTop: false',
      },
    );
  }
  if (includeTop && weights === 'imagenet' && String(shape) !== String(usual)) {
    throw new ValueError(
      `${where}: expected inputShape ${showShape(usual)} for the classifier of ImageNet; received ${showShape(shape)}.`,
      { fix: 'includeTop: false' },
    );
  }
  return shape;
}

/** The input of a new model: the given tensor, or a new one. */
export function backboneInput({ inputTensor, inputShape }: CheckedBackbone): SymbolicTensor {
  return inputTensor ?? Input({ shape: inputShape });
}

/** The inputs from which a symbolic tensor comes. */
export function sourcesOf(tensor: SymbolicTensor): SymbolicTensor | SymbolicTensor[] {
  const found = new Set<SymbolicTensor>();
  const visit = (one: SymbolicTensor): void => {
    const inputs = one.history?.node.inputs ?? [];
    if (inputs.length === 0) found.add(one);
    for (const input of inputs) visit(input);
  };
  visit(tensor);
  const [first, ...more] = found;
  return more.length === 0 ? (first as SymbolicTensor) : [...found];
}
