import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { encodePng } from '../display/charts/encode-png.js';
import { EventFile, type EventImage, type EventNode } from '../saving/events/event-file.js';
import { savedPlaces } from '../saving/saveable.js';
import { checkChoice, checkNaturalNumber, checkOptions, checkPositiveInteger } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { Callback } from './callback.js';
import type { CallbackState } from './callback-state.js';
import type { Logs } from './training.js';

/** Options of {@link TensorBoard}. */
export interface TensorBoardOptions {
  /** The folder of the logs; 'logs' by default. Training goes to `train` in it, validation to `validation`. */
  readonly logDir?: string;
  /** Epochs between two histograms of the weights; 0, the default: none. */
  readonly histogramFreq?: number;
  /** True, the default: the architecture. */
  readonly writeGraph?: boolean;
  /** True: the weights as pictures, too, wherever there are histograms. */
  readonly writeImages?: boolean;
  /** True: how many steps a second. */
  readonly writeStepsPerSecond?: boolean;
  /** 'epoch', the default; 'batch': each batch's values, too; a number: those of every so many batches. */
  readonly updateFreq?: 'epoch' | 'batch' | number;
  /** 0: there is no profiler here. */
  readonly profileBatch?: 0;
  /** 0: weights are not written for the projector. */
  readonly embeddingsFreq?: 0;
}

/**
 * Writes what TensorBoard shows: values of epochs and batches, the learning rate, histograms of the weights, the
 * architecture, and what a program adds by `scalar`, `histogram`, `image` and `text`.
 * See https://keras.io/api/callbacks/tensorboard/.
 *
 * @example
 * new callbacks.TensorBoard({ logDir: 'logs', histogramFreq: 1 });
 */
export class TensorBoard extends Callback {
  override readonly chiefOnly: boolean = true;
  readonly logDir: string;
  readonly histogramFreq: number;
  readonly writeGraph: boolean;
  readonly writeImages: boolean;
  readonly writeStepsPerSecond: boolean;
  readonly updateFreq: 'epoch' | number;
  readonly #files = new Map<string, EventFile>();
  #batches = 0;
  #epochBatches = 0;
  #epochStart = 0;
  #training = false;

  constructor(options: TensorBoardOptions = {}) {
    super();
    const where = 'TensorBoard';
    checkOptions(where, options, [
      'logDir',
      'histogramFreq',
      'writeGraph',
      'writeImages',
      'writeStepsPerSecond',
      'updateFreq',
      'profileBatch',
      'embeddingsFreq',
    ]);
    if ((options.profileBatch ?? 0) !== 0)
      throw new ValueError(`${where}: profileBatch must be 0: there is no profiler here.`);
    if ((options.embeddingsFreq ?? 0) !== 0)
      throw new ValueError(`${where}: embeddingsFreq must be 0: nothing is written for the projector here.`);
    this.logDir = options.logDir ?? 'logs';
    this.histogramFreq = checkNaturalNumber(where, 'histogramFreq', options.histogramFreq ?? 0);
    this.writeGraph = options.writeGraph ?? true;
    this.writeImages = options.writeImages ?? false;
    this.writeStepsPerSecond = options.writeStepsPerSecond ?? false;
    const { updateFreq = 'epoch' } = options;
    this.updateFreq =
      typeof updateFreq === 'number'
        ? checkPositiveInteger(where, 'updateFreq', updateFreq)
        : checkChoice(where, 'updateFreq', updateFreq, ['epoch', 'batch']) === 'batch'
          ? 1
          : 'epoch';
    // Only who has the hook has the logs read at every batch.
    if (this.updateFreq !== 'epoch' || this.writeStepsPerSecond)
      this.onTrainBatchEnd = (batch, logs) => this.#afterBatch(batch, logs);
  }

  /** Adds a value to the training's run. */
  scalar(tag: string, value: number, step: number): void {
    this.#file('train').scalar(tag, value, step);
  }

  /** Adds a histogram of a tensor's values. */
  histogram(tag: string, values: tf.Tensor, step: number): void {
    this.#file('train').histogram(tag, values.dataSync(), step);
  }

  /** Adds pictures: `[height, width, channels]` or several of them, values from 0 to 1, or integers from 0 to 255. */
  image(tag: string, images: tf.Tensor, step: number): void {
    this.#file('train').images(tag, picturesOf(images), step);
  }

  /** Adds text, which TensorBoard reads as Markdown. */
  text(tag: string, text: string, step: number): void {
    this.#file('train').text(tag, text, step);
  }

  override onTrainBegin(): void {
    this.#batches = 0;
    this.#training = true;
    if (!this.writeGraph) return;
    const json = this.model.toJson();
    this.#file('train').kerasModel(json);
    this.#file('train').graph(nodesOf(JSON.parse(json) as SavedLayer));
  }

  override backupState(): CallbackState {
    return { values: { batches: this.#epochBatches } };
  }

  override restoreState({ values }: CallbackState): void {
    this.#batches = values['batches'] as number;
  }

  override onEpochBegin(): void {
    this.#epochBatches = this.#batches;
    this.#epochStart = performance.now();
  }

  #afterBatch(batch: number, logs: Logs): void {
    this.#batches = this.#epochBatches + batch + 1;
    if (this.updateFreq === 'epoch' || this.#batches % this.updateFreq !== 0) return;
    for (const [name, value] of Object.entries(logs)) this.scalar(`batch_${name}`, value, this.#batches);
    if (this.writeStepsPerSecond)
      this.scalar('batch_steps_per_second', this.#stepsPerSecond(), this.#batches);
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    for (const [name, value] of Object.entries(logs)) {
      if (name.startsWith('val_')) this.#file('validation').scalar(`epoch_${name.slice(4)}`, value, epoch);
      else if (name !== 'learning_rate') this.scalar(`epoch_${name}`, value, epoch);
    }
    this.scalar('epoch_learning_rate', this.model.optimizer.learningRate, epoch);
    if (this.writeStepsPerSecond) this.scalar('epoch_steps_per_second', this.#stepsPerSecond(), epoch);
    if (this.histogramFreq > 0 && epoch % this.histogramFreq === 0) this.#writeWeights(epoch);
  }

  override onTestEnd(logs: Logs): void {
    const step = this.model.optimizer.iterations?.dataSync()[0] ?? 0;
    for (const [name, value] of Object.entries(logs))
      this.#file('validation').scalar(`evaluation_${name}_vs_iterations`, value, step);
    // Alone, an evaluation is the whole run.
    if (!this.#training) this.#close();
  }

  override onTrainEnd(): void {
    this.#close();
  }

  override onTrainInterrupt(): void {
    this.#close();
  }

  #close(): void {
    this.#training = false;
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }

  #stepsPerSecond(): number {
    return (this.#batches - this.#epochBatches) / ((performance.now() - this.#epochStart) / 1000);
  }

  #writeWeights(epoch: number): void {
    for (const { variables, optional } of savedPlaces(this.model)) {
      // The optimizer's state is no weight.
      if (optional) continue;
      for (const weight of variables) {
        this.histogram(`${weight.path}/histogram`, weight, epoch);
        if (!this.writeImages) continue;
        tf.tidy(() => {
          const picture = weightPicture(weight);
          if (picture !== null) this.image(`${weight.path}/image`, picture, epoch);
        });
      }
    }
  }

  #file(run: string): EventFile {
    let file = this.#files.get(run);
    if (file === undefined) {
      file = new EventFile(join(this.logDir, run));
      this.#files.set(run, file);
    }
    return file;
  }
}

interface SavedLayer {
  readonly class_name: string;
  readonly name?: string;
  readonly config: { readonly name?: string; readonly layers?: readonly SavedLayer[] };
  readonly inbound_nodes?: readonly unknown[];
}

/** The layers of a model and what feeds them; nested models are one node. */
function nodesOf({ config }: SavedLayer): EventNode[] {
  const nodes: EventNode[] = [];
  for (const layer of config.layers ?? []) {
    const name = layer.name ?? layer.config.name ?? layer.class_name;
    const before = nodes.at(-1)?.name;
    const inputs =
      layer.inbound_nodes === undefined
        ? before === undefined
          ? []
          : [before]
        : feeding(layer.inbound_nodes);
    nodes.push({
      name,
      op: layer.class_name,
      inputs: [...new Set(inputs)].filter((input) => input !== name),
    });
  }
  return nodes;
}

function feeding(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { keras_history: history } = value as { readonly keras_history?: readonly [string, number, number] };
  return history === undefined ? Object.values(value).flatMap(feeding) : [history[0]];
}

/** A weight of one, two or three axes as grey pictures, as Keras lays them out; null for others. */
function weightPicture(weight: tf.Tensor): tf.Tensor | null {
  const squeezed = tf.squeeze(weight);
  const [a = 1, b = 1, c = 1] = squeezed.shape;
  if (squeezed.rank === 1) return scaled(squeezed, [1, 1, a, 1]);
  if (squeezed.rank === 2)
    return scaled(a > b ? tf.transpose(squeezed) : squeezed, [1, Math.min(a, b), Math.max(a, b), 1]);
  return squeezed.rank === 3 ? scaled(tf.transpose(squeezed, [2, 0, 1]), [c, a, b, 1]) : null;
}

/** Values from 0 to 1. */
function scaled(values: tf.Tensor, shape: number[]): tf.Tensor {
  const low = tf.min(values);
  const range = tf.maximum(tf.sub(tf.max(values), low), 1e-7);
  return tf.reshape(tf.div(tf.sub(values, low), range), shape);
}

function picturesOf(images: tf.Tensor): EventImage[] {
  const [count = 1, height = 0, width = 0, channels = 0] =
    images.rank === 3 ? [1, ...images.shape] : images.shape;
  if (images.rank < 3 || images.rank > 4 || ![1, 3, 4].includes(channels)) {
    throw new ShapeError(
      `TensorBoard: image expected [height, width, channels] with 1, 3 or 4 channels, or several; received ${showShape(images.shape)}.`,
    );
  }
  const factor = images.dtype === 'int32' ? 1 : 255;
  const bytes = Uint8Array.from(images.dataSync(), (value) =>
    Math.max(0, Math.min(255, Math.round(value * factor))),
  );
  const size = height * width * channels;
  return Array.from({ length: count }, (_, i) => {
    const part = bytes.subarray(i * size, (i + 1) * size);
    return { width, height, png: encodePng({ width, height, channels: channels as 1 | 3 | 4, bytes: part }) };
  });
}
