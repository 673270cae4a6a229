/** A thread that runs the functions of `map`, on the plain JavaScript backend. */
import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { cpu } from '../../backends/cpu.js';
import { registerTensorMethods } from '../../backends/tensor-methods.js';
import type { Nested } from '../../support/structure.js';
import { type Element, type InnerPipeline, toElement, toHost } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { receiveElement, type SentElement, sendElement } from './sent-element.js';

/** One call; the source comes along with the first call of a function in this thread. */
export interface MapRequest {
  readonly call: number;
  readonly fn: number;
  readonly source?: string | undefined;
  readonly number: number;
  readonly element: SentElement;
}

export type MapAnswer =
  | { readonly call: number; readonly ms: number; readonly element: SentElement }
  | {
      readonly call: number;
      readonly failure: { readonly name: string; readonly message: string; readonly stack: string };
    };

const port = parentPort;
if (port !== null) {
  registerTensorMethods();
  await cpu.load();
  const functions = new Map<number, ElementFunction>();

  const answer = async ({ call, fn, source, number, element }: MapRequest): Promise<void> => {
    const transfer: ArrayBuffer[] = [];
    let reply: MapAnswer;
    try {
      if (source !== undefined) functions.set(fn, compile(source));
      const begun = performance.now();
      const value = await callWith('map', number, functions.get(fn)!, receiveElement(element), toElement);
      const host = (await toHost(value as Element)) as Nested<HostTensor | InnerPipeline>;
      const sent = sendElement(host, transfer);
      if (sent === undefined) throw new Error('a thread cannot give a dataset');
      reply = { call, ms: performance.now() - begun, element: sent };
    } catch (error) {
      const { cause } = error as Error;
      const { name, message, stack = '' } = (cause instanceof Error ? cause : error) as Error;
      reply = { call, failure: { name, message, stack } };
    }
    port.postMessage(reply, transfer);
  };
  port.on('message', (request: MapRequest) => void answer(request));
  Atomics.store(workerData as Int32Array, 0, 1);
}

/** esbuild, which loads TypeScript in development, calls `__name` for each function that is declared. */
function compile(source: string): ElementFunction {
  const make = new Function('tf', '__name', `'use strict'; return (${source}\n);`);
  return make(tf, (fn: unknown) => fn) as ElementFunction;
}
