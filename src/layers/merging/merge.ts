import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { isShape, type Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { getMask, type Masks, setMask } from '../mask.js';

/** Options of layers that merge a list of tensors element by element. */
export interface MergeOptions extends LayerOptions {}

/**
 * The base of layers that merge a list of tensors element by element. Sizes of 1 are repeated; where the ranks differ,
 * axes of size 1 are put behind the batch axis. A time step counts if it counts in one of the inputs.
 */
export abstract class Merge extends Layer {
  constructor(options: MergeOptions = {}, names: readonly string[] = []) {
    checkOptions(new.target.className, options, [...LAYER_OPTIONS, ...names]);
    super(options);
    this.supportsMasking = true;
  }

  /** Merges tensors of one rank. */
  protected abstract merge(inputs: readonly tf.Tensor[]): tf.Tensor;

  override build(inputShape: Shapes): void {
    this.computeOutputShape(inputShape);
  }

  override call(inputs: readonly tf.Tensor[]): tf.Tensor {
    this.checkList(inputs);
    const rank = Math.max(...inputs.map((input) => input.rank));
    return this.merge(inputs.map((input) => (input.rank === rank ? input : widen(input, rank))));
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const shapes = this.checkShapes(inputShape);
    const merged = shapes
      .map((shape): Shape => shape.slice(1))
      .reduce((a, b) => this.#broadcast(a, b, shapes));
    return [this.#batchSize(shapes), ...merged];
  }

  override computeMask(inputs: readonly tf.Tensor[], mask: Masks): Masks {
    if (mask === null) return null;
    const masks = this.checkMasks(inputs, mask);
    if (masks.includes(null)) return null;
    return (masks as tf.Tensor[]).reduce((a, b) => tf.logicalOr(a, b));
  }

  /** A list of tensors, or a ValueError. */
  protected checkList(inputs: unknown): void {
    if (!Array.isArray(inputs) || inputs.length === 0) {
      throw new ValueError(
        `${this.className} ${this.name}: expected a list of at least one input; received ${Array.isArray(inputs) ? 'an empty one' : 'one tensor'}.`,
        {
          fix: `new layers.${this.className}(...)([x, y])`,
        },
      );
    }
  }

  /** The shapes of a list, or a ValueError. */
  protected checkShapes(inputShape: Shapes): readonly Shape[] {
    this.checkList(isShape(inputShape) ? null : inputShape);
    return inputShape as readonly Shape[];
  }

  /** One mask, or null, for each input. */
  protected checkMasks(inputs: readonly tf.Tensor[], mask: Masks): readonly (tf.Tensor | null)[] {
    if (Array.isArray(mask) && mask.length === inputs.length) return mask as (tf.Tensor | null)[];
    throw new ValueError(
      `${this.className} ${this.name}: mask must be a list with one mask or null for each of the ${inputs.length} inputs.`,
    );
  }

  /**
   * Merges one input after the other; where one is masked, the other's value stays. Keras's rule for Maximum and Minimum,
   * which have no value that changes nothing.
   */
  protected mergeUnmasked(
    inputs: readonly tf.Tensor[],
    op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  ): tf.Tensor {
    let [output, ...others] = inputs as [tf.Tensor, ...tf.Tensor[]];
    let counted = fullMask(output);
    for (const input of others) {
      const mask = fullMask(input);
      const filled = mask === null ? input : tf.where(mask, input, output);
      const before = counted === null ? output : tf.where(counted, output, filled);
      counted = mask !== null && counted !== null ? tf.logicalOr(counted, mask) : null;
      output = op(before, filled);
    }
    if (counted !== null) setMask(output, tf.any(counted, -1));
    return output;
  }

  #batchSize(shapes: readonly Shape[]): number | null {
    const sizes = new Set(shapes.flatMap(([batch]) => (typeof batch === 'number' ? [batch] : [])));
    if (sizes.size > 1) {
      throw new ShapeError(
        `${this.className} ${this.name}: expected one batch size; received ${list(shapes)}.`,
      );
    }
    return [...sizes][0] ?? null;
  }

  #broadcast(a: Shape, b: Shape, all: readonly Shape[]): Shape {
    const [long, short] = a.length >= b.length ? [a, b] : [b, a];
    const front = long.length - short.length;
    return long.map((size, axis) => {
      if (axis < front) return size;
      const other = short[axis - front] as number | null;
      if (size === null || other === null) return null;
      if (size === 1 || other === size) return other;
      if (other === 1) return size;
      throw new ShapeError(
        `${this.className} ${this.name}: expected shapes that fit each other; received ${list(all)}.`,
      );
    });
  }
}

/** The mask of a tensor in the tensor's shape, or null. */
export function fullMask(tensor: tf.Tensor): tf.Tensor | null {
  const mask = getMask(tensor);
  if (mask === null) return null;
  const bools = tf.cast(mask, 'bool');
  return tf.broadcastTo(tf.expandDims(bools, -1), tensor.shape as tf.ShapeMap[tf.Rank]);
}

function widen(tensor: tf.Tensor, rank: number): tf.Tensor {
  const [batch = 1, ...rest] = tensor.shape;
  return tf.reshape(tensor, [batch, ...Array<number>(rank - tensor.rank).fill(1), ...rest]);
}

function list(shapes: readonly Shape[]): string {
  return shapes.map(showShape).join(' and ');
}
