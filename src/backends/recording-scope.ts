import * as tf from '@tensorflow/tfjs-core';
import { type Recorder, RecordingError, setRecorder } from './recorder.js';

interface SavedVariable {
  readonly variable: tf.Variable;
  /** Its value before the recording, which must outlive what the recording assigns. */
  readonly value: tf.Tensor;
}

/** The scopes of tfjs's engine. */
const scopes = () => (tf.engine() as unknown as { state: { scopeStack: unknown[] } }).state.scopeStack;

/**
 * What a recording changes of the program, and takes back at its end: variables that it assigns have the values from
 * before, tensors that it makes go, and Math.random, which nobody could draw from again, works as it does.
 */
export class RecordingScope {
  private readonly saved: readonly SavedVariable[];
  private readonly registered: number;
  private readonly scope: unknown;
  private readonly mathRandom = Math.random;

  /** `rollBack` ends a recording that turns out to be abandoned. */
  constructor(
    recorder: Recorder,
    readonly variables: readonly tf.Variable[],
    rollBack: () => void,
  ) {
    this.saved = variables.map((variable) => ({ variable, value: tf.keep(variable.clone()) }));
    this.registered = Object.keys(tf.engine().registeredVariables).length;
    tf.engine().startScope('recording');
    this.scope = scopes().at(-1);
    setRecorder(recorder);
    Math.random = () => {
      if (this.isAbandoned()) {
        rollBack();
        return Math.random();
      }
      throw new RecordingError('draws random numbers from Math.random (use layers and ops of this library)');
    };
  }

  /** Variables that have another value now, with what it was. */
  assigned(): { readonly variable: tf.Variable; readonly before: object }[] {
    if (Object.keys(tf.engine().registeredVariables).length > this.registered)
      throw new RecordingError('makes variables (make them before the first step)');
    return this.saved
      .filter(({ variable, value }) => variable.dataId !== value.dataId)
      .map(({ variable, value }) => ({ variable, before: value.dataId }));
  }

  /** True if JavaScript was terminated while this was recorded: the kernel then ends the scopes that are open. */
  isAbandoned(): boolean {
    return !scopes().includes(this.scope);
  }

  /** Ends it. */
  close(): void {
    setRecorder(null);
    Math.random = this.mathRandom;
    for (const { variable, value } of this.saved) {
      if (variable.dataId !== value.dataId) variable.assign(value);
      value.dispose();
    }
    while (!this.isAbandoned()) tf.engine().endScope();
  }
}
