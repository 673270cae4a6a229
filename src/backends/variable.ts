import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { forget, type Held, hold } from './memory.js';
import { refuseWhileRecording } from './recording/recorder.js';
import { firstValueOf } from './replica.js';

/** Called on a variable's value; gives the scalar that is added to the loss. */
export type VariableRegularizer = (value: tf.Tensor) => tf.Tensor;

/** Called on a variable's value after each update; gives the value that is allowed. */
export type VariableConstraint = (value: tf.Tensor) => tf.Tensor;

/** Options of {@link Variable}. */
export interface VariableOptions {
  /** Its short name, such as `kernel`; 'variable' if it is left out. */
  readonly name?: string;
  /** False: optimizers and a tape leave it alone. True by default. */
  readonly trainable?: boolean;
  /** The names of its owners and its own, such as `sequential/dense/kernel`. */
  readonly path?: string;
  readonly regularizer?: VariableRegularizer | null;
  readonly constraint?: VariableConstraint | null;
}

/**
 * A tensor whose value can be replaced: a weight, an optimizer's slot, a metric's state. It is a tf.Variable, so every
 * op takes it, but it is not registered by name: two may have the same name, and a forgotten one is reclaimed.
 *
 * @example
 * const w = new Variable(tf.zeros([2, 3]), { name: 'kernel' });
 * w.assignAdd(tf.ones([2, 3]));
 */
export class Variable<R extends tf.Rank = tf.Rank> extends tf.Variable<R> {
  path: string;
  regularizer: VariableRegularizer | null;
  constraint: VariableConstraint | null;
  private readonly held: Held;

  /** `initial`: the first value; the variable holds its own reference, so the tensor may be disposed of. */
  constructor(initial: tf.Tensor<R> | tf.TensorLike, options: VariableOptions = {}) {
    const {
      name = 'variable',
      trainable = true,
      path = name,
      regularizer = null,
      constraint = null,
    } = options;
    refuseWhileRecording('makes a variable (make it before the first step)');
    const given = initial instanceof tf.Tensor;
    const value = (given ? initial : tf.tensor(initial)) as tf.Tensor<R>;
    const first = firstValueOf(value) as tf.Tensor<R>;
    super(first, trainable, name, (tf.engine() as unknown as { nextTensorId(): number }).nextTensorId());
    tf.engine().incRef(this, tf.backend());
    if (!given) value.dispose();
    if (first !== value) first.dispose();
    this.path = path;
    this.regularizer = regularizer;
    this.constraint = constraint;
    this.held = hold(this);
  }

  /** Its value as a tensor that does not change with the next assignment. */
  value(): tf.Tensor<R> {
    return this.clone();
  }

  /** Replaces the value by one of the same shape; numbers and arrays are converted to the variable's dtype. */
  override assign(value: tf.Tensor<R> | tf.TensorLike): void {
    if (this.isDisposed) throw new ValueError(`Variable ${this.path}: assigned after it was disposed of.`);
    const given = value instanceof tf.Tensor;
    const next = (given ? value : tf.tensor(value, undefined, this.dtype as 'float32')) as tf.Tensor<R>;
    if (next.shape.length !== this.shape.length || next.shape.some((size, i) => size !== this.shape[i])) {
      if (!given) next.dispose();
      throw new ShapeError(
        `Variable ${this.path}: expected a value of shape ${showShape(this.shape)}; received ${showShape(next.shape)}.`,
      );
    }
    const cast = next.dtype === this.dtype ? next : tf.cast(next, this.dtype);
    super.assign(cast as tf.Tensor<R>);
    this.held.dataId = this.dataId;
    if (cast !== next) cast.dispose();
    if (!given) next.dispose();
  }

  /** Adds to the value. */
  assignAdd(value: tf.Tensor | tf.TensorLike): void {
    tf.tidy(() => this.assign(tf.add(this, value)));
  }

  /** Subtracts from the value. */
  assignSub(value: tf.Tensor | tf.TensorLike): void {
    tf.tidy(() => this.assign(tf.sub(this, value)));
  }

  /** Node prints one line. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Variable ${this.path} ${this.dtype} ${showShape(this.shape)}${this.trainable ? '' : ' not trainable'}`;
  }

  /** Gives its memory back; for state that nothing uses any more. */
  override dispose(): void {
    if (this.isDisposed) return;
    forget(this);
    // Not super.dispose(): that would take another variable of the same name out of the engine's list.
    tf.engine().disposeTensor(this);
    (this as unknown as { isDisposedInternal: boolean }).isDisposedInternal = true;
  }
}
