import * as tf from '@tensorflow/tfjs-core';
import { currentReplica, fromShare } from '../backends/replica.js';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  get as getLoss,
  Loss,
  type LossFunction,
  LossFunctionWrapper,
  type LossId,
  sparseCategoricalCrossentropy,
} from '../losses/index.js';
import { Mean } from '../metrics/index.js';
import { checkFinite } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { canonicalId, snakeCase } from '../support/names.js';
import { isKerasConfig } from '../support/registry.js';
import { isContainer, type Nested } from '../support/structure.js';
import { labelKind } from './label-kind.js';
import { forEachOutput, lossNames, nameOutputs, type Outputs } from './outputs.js';

/** A loss as `compile` takes it: an instance without its call, so that a function is typed by its own parameters. */
export type LossGiven = Exclude<LossId, Loss> | Pick<Loss, keyof Loss>;

/** What `compile` takes as loss: one for all outputs, a list, or a dictionary by output name. */
export type CompileLossLike =
  | LossGiven
  | null
  | readonly CompileLossLike[]
  | { readonly [output: string]: CompileLossLike };

/** What each output's loss counts in the sum: a list, or a dictionary by output name. */
export type LossWeights = number | readonly number[] | Readonly<Record<string, number>>;

interface OutputLoss {
  readonly loss: Loss;
  readonly weight: number | undefined;
  /** The mean of this output's loss, where there are several. */
  readonly tracker: Mean | null;
}

/** The losses of a compiled model: the weighted sum over its outputs. Keras's CompileLoss. */
export class CompileLoss {
  #outputs: readonly (OutputLoss | null)[] | null = null;

  constructor(
    private readonly given: CompileLossLike,
    private readonly weights: LossWeights | undefined,
    private readonly outputNames: readonly string[] | null,
    private readonly runEagerly = false,
  ) {
    for (const loss of leavesOf(given)) if (loss !== null && !isDeferred(loss)) getLoss(loss as LossFunction);
  }

  /** The means of the single losses, if there are several outputs. */
  get metrics(): Mean[] {
    const trackers = (this.#outputs ?? []).flatMap((output) => output?.tracker ?? []);
    if (!isContainer(this.given) || Array.isArray(this.given)) return trackers;
    // Losses in a dictionary are reported in its order, as in Keras.
    const order = Object.keys(this.given);
    const placeOf = ({ name }: Mean) =>
      order.findIndex((key) => name === `${key}_loss` || name.startsWith(`${key}/`));
    return trackers.sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** The loss of a batch, a scalar. */
  call(yTrue: Nested<tf.Tensor>, yPred: Nested<tf.Tensor>, sampleWeight?: Nested<tf.Tensor>): tf.Scalar {
    const outputs = nameOutputs(yPred, this.outputNames);
    const isValue = (value: unknown) => value instanceof tf.Tensor;
    const labels = this.#labels(yTrue, outputs);
    const weights = forEachOutput<tf.Tensor>('sampleWeight', sampleWeight, outputs, {
      isValue,
      shared: true,
    });
    this.#outputs ??= this.#build(labels, outputs);
    let total: tf.Tensor | undefined;
    this.#outputs.forEach((output, i) => {
      const label = labels[i];
      const prediction = outputs.tensors[i] as tf.Tensor;
      if (output === null || label === undefined) return;
      const value = output.loss(label, prediction, weights[i]);
      output.tracker?.updateState(fromShare(value), this.#countOf(prediction));
      const weighted = output.weight === undefined ? value : tf.mul(value, output.weight);
      total = total === undefined ? weighted : tf.add(total, weighted);
    });
    if (total === undefined)
      throw new ValueError('compile: expected a loss for at least one output; received none.');
    return total as tf.Scalar;
  }

  /**
   * What a batch counts in the mean of each output's loss: one, however few samples it has, and its samples with
   * runEagerly. Keras counts so: in a tf.function it does not know them.
   */
  #countOf(prediction: tf.Tensor): number {
    if (this.runEagerly) return prediction.shape[0] ?? 1;
    return currentReplica()?.share ?? 1;
  }

  /** Labels may leave out the outputs that have no loss. */
  #labels(yTrue: Nested<tf.Tensor>, outputs: Outputs): (tf.Tensor | undefined)[] {
    const isValue = (value: unknown) => value instanceof tf.Tensor;
    const count = outputs.tensors.length;
    const given = isValue(yTrue) ? [yTrue] : yTrue;
    if (Array.isArray(given) && given.length < count) {
      const losses = forEachOutput('compile: loss', this.given, outputs, {
        isValue: isLossId,
        shared: true,
      });
      const used = losses.flatMap((loss, i) => (loss === undefined || loss === null ? [] : [i]));
      if (used.length === given.length) {
        return outputs.tensors.map((_, i) =>
          used.includes(i) ? (given[used.indexOf(i)] as tf.Tensor) : undefined,
        );
      }
    }
    return forEachOutput<tf.Tensor>('y', yTrue, outputs, { isValue, shared: false });
  }

  #build(labels: readonly (tf.Tensor | undefined)[], outputs: Outputs): (OutputLoss | null)[] {
    const losses = forEachOutput<LossId>('compile: loss', this.given, outputs, {
      isValue: isLossId,
      shared: true,
    });
    const isNumber = (value: unknown) => typeof value === 'number';
    const weights = forEachOutput<number>('compile: lossWeights', this.weights, outputs, {
      isValue: isNumber,
      shared: false,
    });
    for (const weight of weights) {
      if (weight !== undefined) checkFinite('compile', 'lossWeights', weight);
    }
    const several = losses.filter((loss) => loss != null).length > 1;
    const names = lossNames(outputs);
    return losses.map((given, i) => {
      const label = labels[i];
      if (given == null || label === undefined) return null;
      const loss = resolve(given, label, outputs.tensors[i] as tf.Tensor);
      const name = `${names[i] ?? loss.name}_loss`;
      return { loss, weight: weights[i], tracker: several ? new Mean({ name }) : null };
    });
  }
}

function leavesOf(given: CompileLossLike): readonly unknown[] {
  if (given === null || isLossId(given)) return [given];
  return Object.values(given as Record<string, CompileLossLike>).flatMap(leavesOf);
}

function isLossId(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'function' || isKerasConfig(value);
}

/** 'crossentropy' is chosen by the labels. */
function isDeferred(loss: unknown): boolean {
  return typeof loss === 'string' && ['crossentropy', 'ce'].includes(canonicalId(loss));
}

const CROSSENTROPY = {
  binary: binaryCrossentropy,
  sparse: sparseCategoricalCrossentropy,
  categorical: categoricalCrossentropy,
};

function resolve(given: LossId, yTrue: tf.Tensor, yPred: tf.Tensor): Loss {
  const found = isDeferred(given) ? CROSSENTROPY[labelKind(yTrue, yPred)] : getLoss(given as LossFunction);
  if (found instanceof Loss) return found;
  const name = typeof given === 'string' ? snakeCase(given) : snakeCase(found.name || 'loss');
  return new LossFunctionWrapper(found as LossFunction, { name });
}
