import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import type { TensorSpec } from './step-compiler.js';

/** Why a step cannot be recorded: it then runs eagerly, as it is written. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}

/** Who records the operations that run now, to run them again for other data. */
export interface Recorder {
  /** Random numbers that `draw` makes anew on each run. */
  random(shape: KnownShape, dtype: 'float32' | 'int32', draw: () => Float32Array | Int32Array): tf.Tensor;
  /**
   * Tensors that `compute` makes of others on each run, outside of what is recorded: as it is called between two parts of
   * the recording, it may do what cannot be recorded, such as exchanging values with other processes.
   */
  outside(
    given: readonly tf.Tensor[],
    results: readonly TensorSpec[],
    compute: (given: readonly tf.Tensor[]) => readonly tf.Tensor[],
  ): tf.Tensor[];
  /** Has a value looked at on each run, by a check that throws; a recorder without it cannot do that in time. */
  verify?(value: tf.Tensor, check: (value: tf.Tensor) => void): void;
}

let active: Recorder | null = null;

/** The recorder at work, if a step is being recorded. */
export function activeRecorder(): Recorder | null {
  return active;
}

/** Whether a value can be asked for in the middle of a step: not in a recording, and not on WebGPU, where one has to wait. */
export function canAskForValues(): boolean {
  return active === null && tf.getBackend() !== 'webgpu';
}

/** Begins or ends a recording. */
export function setRecorder(recorder: Recorder | null): void {
  active = recorder;
}

/** Throws where a step that is being recorded does what cannot be repeated; `what` says what it did. */
export function refuseWhileRecording(what: string): void {
  if (active !== null) throw new RecordingError(what);
}
