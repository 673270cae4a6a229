import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { epsilon as fuzz } from '../backends/operations/epsilon.js';
import { checkChoice, checkObject, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Metric, type MetricOptions } from './metric.js';

/** Options that all metrics of overlap have. */
export interface OverlapOptions extends Omit<MetricOptions, 'dtype'> {
  /** 'int64' (default, Keras's name of it) or 'int32': weights are integers, too; 'float32': any weights. */
  readonly dtype?: 'int64' | 'int32' | 'float32';
}

/** Options of {@link MeanIoU}. */
export interface MeanIoUOptions extends OverlapOptions {
  /** How many classes there are. */
  readonly numClasses: number;
  /** The class number whose elements do not count. */
  readonly ignoreClass?: number | null;
  /** True (default): labels are class numbers; false: one-hot. */
  readonly sparseYTrue?: boolean;
  /** True (default): predictions are class numbers; false: probabilities. */
  readonly sparseYPred?: boolean;
  /** The axis of the classes, -1 by default. */
  readonly axis?: number;
}

/** Options of {@link IoU}. */
export interface IoUOptions extends MeanIoUOptions {
  /** The classes whose mean is taken. */
  readonly targetClassIds: readonly number[];
}

const OWN = ['numClasses', 'ignoreClass', 'sparseYTrue', 'sparseYPred', 'axis', 'targetClassIds'];

/**
 * Intersection over union: of the elements that are labelled or predicted as a class, the share that is both; the mean of
 * the given classes.
 *
 * Source: https://keras.io/api/metrics/segmentation_metrics/#iou-class
 *
 * @example
 * const metric = new metrics.IoU({ numClasses: 2, targetClassIds: [0] });
 * metric.updateState([0, 0, 1, 1], [0, 1, 0, 1]);
 * metric.result().numpy(); // 0.333...
 */
export class IoU extends Metric {
  override readonly direction = 'up';
  protected readonly settings: Required<Omit<IoUOptions, 'name'>>;
  private readonly matrix;

  constructor(options: IoUOptions, fixedOptions: readonly string[] = []) {
    const { dtype = 'int64', ...rest } = checkObject(new.target.className, options, 'numClasses');
    super(rest as MetricOptions, [...OWN, ...fixedOptions]);
    const where = new.target.className;
    checkChoice(where, 'dtype', dtype, ['int64', 'int32', 'float32']);
    const {
      numClasses,
      targetClassIds,
      ignoreClass = null,
      sparseYTrue = true,
      sparseYPred = true,
      axis = -1,
    } = options;
    checkPositiveInteger(where, 'numClasses', numClasses);
    if (!Array.isArray(targetClassIds))
      throw new ValueError(
        `${where}: targetClassIds must be a list of class numbers; received ${show(targetClassIds)}.`,
      );
    for (const id of targetClassIds)
      if (!Number.isInteger(id) || id < 0 || id >= numClasses)
        throw new ValueError(`${where}: targetClassIds must be in [0, ${numClasses - 1}]; received ${id}.`);
    this.settings = {
      numClasses,
      targetClassIds: [...targetClassIds],
      ignoreClass,
      sparseYTrue,
      sparseYPred,
      axis,
      dtype,
    };
    this.matrix = this.addVariable({
      shape: [numClasses, numClasses],
      name: 'total_confusion_matrix',
      dtype: stored(dtype),
    });
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    const { numClasses, ignoreClass, sparseYTrue, sparseYPred, axis } = this.settings;
    const dtype = stored(this.settings.dtype);
    tf.tidy(() => {
      const flat = (value: TensorInput, sparse: boolean) =>
        tf.reshape(sparse ? toTensor(value, 'int32') : tf.argMax(toTensor(value), axis), [-1]);
      const labels = flat(yTrue, sparseYTrue);
      const predicted = flat(yPred, sparseYPred);
      const known = (x: tf.Tensor) => tf.logicalAnd(tf.greaterEqual(x, 0), tf.less(x, numClasses));
      let counted = tf.logicalAnd(known(labels), known(predicted));
      if (ignoreClass !== null) counted = tf.logicalAnd(counted, tf.notEqual(labels, ignoreClass));
      const mask = tf.cast(counted, 'int32');
      const cells = tf.mul(tf.add(tf.mul(labels, tf.scalar(numClasses, 'int32')), predicted), mask);
      // As in Keras, weights become integers unless the dtype is float32.
      const given = tf.cast(tf.reshape(toTensor(sampleWeight ?? 1, dtype), [-1]), 'float32');
      const weights = tf.mul(tf.broadcastTo(given, labels.shape), tf.cast(mask, 'float32'));
      const sums = tf.unsortedSegmentSum(weights, cells as tf.Tensor1D, numClasses * numClasses);
      this.matrix.assignAdd(tf.cast(tf.reshape(sums, [numClasses, numClasses]), dtype));
    });
  }

  override result(): tf.Scalar {
    return tf.tidy(() => {
      const matrix = tf.cast(this.matrix, 'float32');
      const ids = tf.tensor1d([...this.settings.targetClassIds], 'int32');
      const diagonal = tf.sum(tf.mul(matrix, tf.eye(this.settings.numClasses)), 0);
      const union = tf.gather(tf.sub(tf.add(tf.sum(matrix, 0), tf.sum(matrix, 1)), diagonal), ids);
      const present = tf.cast(tf.greater(union, 1e-9), 'float32');
      const shares = tf.mul(tf.div(tf.gather(diagonal, ids), tf.add(union, fuzz())), present);
      return tf.div(tf.sum(shares), tf.add(tf.sum(present), fuzz()));
    });
  }

  override getConfig(): Record<string, unknown> {
    const { numClasses, targetClassIds, ignoreClass, sparseYTrue, sparseYPred, axis, dtype } = this.settings;
    return {
      name: this.name,
      dtype,
      num_classes: numClasses,
      target_class_ids: targetClassIds,
      ignore_class: ignoreClass,
      sparse_y_true: sparseYTrue,
      sparse_y_pred: sparseYPred,
      axis,
    };
  }
}

/** tfjs has integers of 32 bits only. */
function stored(dtype: NonNullable<OverlapOptions['dtype']>): 'int32' | 'float32' {
  return dtype === 'float32' ? 'float32' : 'int32';
}
