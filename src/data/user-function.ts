import * as tf from '@tensorflow/tfjs-core';
import { flatten, mapStructure, type Nested } from '../support/structure.js';
import { dataError } from './data-error.js';
import { type Element, type InnerPipeline, release } from './element.js';
import { HostTensor } from './host-tensor.js';
import type { Awaitable } from './stream.js';

/** Called with an element: a tuple's parts one by one, anything else as one argument. */
export type ElementFunction = (...parts: never[]) => unknown;

/** What is made of a function's value, while its tensors are still there. `where` is for errors. */
type Receive<T> = (where: string, value: unknown) => T;

/**
 * Calls a user's function with an element, whose tensors end with the call; so do those that the function makes
 * besides what `receive` keeps. Errors name the stage and the element.
 */
export function callWith<T>(
  stage: string,
  number: number,
  fn: ElementFunction,
  element: Element,
  receive: Receive<T>,
): Awaitable<T> {
  const where = `Dataset.${stage}, element ${number}`;
  let answer: Promise<unknown> | undefined;
  const keep = (value: unknown): T => {
    let received!: T;
    tf.tidy(() => {
      received = receive(where, value);
      return tensorsOf(received);
    });
    return received;
  };
  try {
    let received!: T;
    tf.tidy(() => {
      const given = argumentsOf(element);
      const value = fn(...(given as never[]));
      if (value instanceof Promise) {
        // No tidy reaches over an await: what an asynchronous function was given and made is reclaimed later.
        answer = value;
        return madeInCall();
      }
      received = receive(where, value);
      return tensorsOf(received);
    });
    if (answer === undefined) {
      release(element);
      return received;
    }
  } catch (error) {
    release(element);
    throw dataError(stage, number, error);
  }
  return answer
    .then(keep)
    .catch((error: unknown) => {
      throw dataError(stage, number, error);
    })
    .finally(() => release(element));
}

interface EngineState {
  readonly state: { readonly activeScope: { readonly track: readonly tf.Tensor[] } };
}

/** The tensors of the call that is under way: those that it was given, and those that it made. */
export function madeInCall(): tf.Tensor[] {
  const { track } = (tf.engine() as unknown as EngineState).state.activeScope;
  return track.filter((tensor) => !tensor.isDisposed);
}

function tensorsOf(value: unknown): tf.Tensor[] {
  return flatten(value as Nested<unknown>).filter((leaf) => leaf instanceof tf.Tensor);
}

function argumentsOf(element: Element): unknown[] {
  const given = mapStructure(element, (leaf) =>
    leaf instanceof HostTensor ? leaf.tensor() : (leaf as tf.Tensor | InnerPipeline),
  ) as Nested<unknown>;
  return Array.isArray(given) ? given : [given];
}
