import * as tf from '@tensorflow/tfjs-core';
import { keepBooks } from './guarded.js';
import { type Recorder, RecordingError, setRecorder } from './recorder.js';

interface SavedVariable {
  readonly variable: tf.Variable;
  /** Its value before the recording, which must outlive what the recording assigns. */
  readonly value: tf.Tensor;
}

/** What is used of tfjs's engine beside what its types declare. */
interface Engine {
  readonly state: { readonly scopeStack: readonly unknown[] };
  endScope(result?: unknown): void;
}

const engine = tf.engine() as unknown as Engine;

/**
 * What a recording changes of the program, and takes back at its end: variables that it assigns have the values from
 * before, tensors that it makes go, and Math.random, which nobody could draw from again, works as it does.
 */
export class RecordingScope {
  private readonly saved: SavedVariable[] = [];
  private readonly registered: number;
  private readonly scope: unknown;
  private readonly mathRandom = Math.random;
  private readonly endScope = engine.endScope;

  /** `rollBack` ends a recording in which JavaScript was terminated. */
  constructor(recorder: Recorder, variables: readonly tf.Variable[], rollBack: () => void) {
    try {
      for (const variable of variables) this.saved.push({ variable, value: tf.keep(variable.clone()) });
    } catch (error) {
      for (const { value } of this.saved) value.dispose();
      throw error;
    }
    this.registered = Object.keys(tf.engine().registeredVariables).length;
    tf.engine().startScope('recording');
    this.scope = engine.state.scopeStack.at(-1);
    setRecorder(recorder);
    Math.random = () => {
      throw new RecordingError('draws random numbers from Math.random (use layers and ops of this library)');
    };
    // Whoever terminates JavaScript in the middle ends the scopes that are open.
    const { endScope, scope } = this;
    engine.endScope = function (result) {
      endScope.call(this, result);
      if (!this.state.scopeStack.includes(scope)) rollBack();
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

  /** Ends it. */
  close(): void {
    engine.endScope = this.endScope;
    setRecorder(null);
    Math.random = this.mathRandom;
    keepBooks(() => {
      for (const { variable, value } of this.saved) {
        if (!variable.isDisposed && variable.dataId !== value.dataId) variable.assign(value);
        value.dispose();
      }
    });
    while (engine.state.scopeStack.includes(this.scope)) tf.engine().endScope();
  }
}
