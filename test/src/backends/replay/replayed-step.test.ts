import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { uniform } from '../../../../src/backends/random.js';
import { activeRecorder } from '../../../../src/backends/recording/recorder.js';
import type { Step } from '../../../../src/backends/recording/step-compiler.js';
import { ReplayedStep } from '../../../../src/backends/replay/replayed-step.js';
import { Variable } from '../../../../src/backends/variable.js';

describe('a replayed step', () => {
  before(ensureReady);

  const stepOf = (step: Step, capacity = 1) =>
    new ReplayedStep(tf.backend(), step, [{ shape: [2], dtype: 'float32' }], { capacity, jit: 'auto' });
  const x = (...values: number[]) => [tf.tensor1d(values)];
  const valuesOf = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);

  it('takes no more of the backend’s memory the longer it runs, and gives back what it kept', () => {
    const [weight, slot] = [new Variable([0, 0]), new Variable([0, 0])];
    const table = tf.tensor([10, 20]);
    const backend = tf.backend();
    const made = backend.numDataIds();
    const step = stepOf(([a]) => {
      const noise = uniform([2], 1, 1);
      const [low, high] = tf.split(tf.mul(tf.add(a!, table), noise), 2) as [tf.Tensor, tf.Tensor];
      slot.assign(tf.add(tf.mul(slot, 0.5), a!));
      weight.assign(tf.sub(weight, slot));
      return { outputs: [low, tf.reshape(high, [])], each: tf.sum(weight) };
    }, 3);
    const run = () =>
      tf.tidy(() => {
        const { outputs, each } = step.run([x(1, 2), x(3, 4), x(5, 6)]);
        assert.deepEqual(valuesOf(outputs), [[15], [26]]);
        assert.equal(each!.shape[0], 3);
      });
    run();
    const [ids, { numTensors, numBytes }] = [backend.numDataIds(), tf.memory()];
    for (let i = 0; i < 1000; i++) run();
    assert.equal(backend.numDataIds(), ids);
    assert.deepEqual([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes]);
    step.dispose();
    assert.equal(backend.numDataIds(), made);
  });

  it('leaves the engine’s count of buffers as it is', () => {
    const step = stepOf(([a]) => {
      activeRecorder()!.verify!(tf.cast(a!, 'int32'), () => {});
      return { outputs: [tf.add(a!, tf.tensor([1, 2]))] };
    });
    const run = () => tf.tidy(() => void step.run([x(1, 2)]));
    run();
    const { numDataBuffers } = tf.memory();
    for (let i = 0; i < 10; i++) run();
    assert.equal(tf.memory().numDataBuffers, numDataBuffers);
    step.dispose();
  });

  it('gives back what it kept when it is forgotten', async () => {
    const { collectForgotten } = await import('../../../../src/backends/memory.js');
    const collect = async () => {
      collectForgotten();
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    // What the tests before this one have forgotten goes first.
    for (let i = 0; i < 5; i++) await collect();
    const ids = tf.backend().numDataIds();
    (() => stepOf(([a]) => ({ outputs: [tf.add(a!, tf.tensor([1, 2]))] })))();
    assert.ok(tf.backend().numDataIds() > ids);
    for (let i = 0; i < 20 && tf.backend().numDataIds() > ids; i++) await collect();
    assert.equal(tf.backend().numDataIds(), ids);
  });

  it('runs what leads to its values alone', () => {
    const given: string[] = [];
    for (const [name, backendName] of [['CellgradTestSeen', 'wasm']] as const) {
      tf.registerKernel({
        kernelName: name,
        backendName,
        kernelFunc({ inputs, backend }) {
          given.push(name);
          (backend as unknown as tf.KernelBackend).incRef(inputs['x']!.dataId);
          const { dataId, shape, dtype } = inputs['x']!;
          return [{ dataId, shape, dtype }];
        },
      });
    }
    const seen = (tensor: tf.Tensor) =>
      (tf.engine().runKernel('CellgradTestSeen', { x: tensor }) as unknown as tf.Tensor[])[0]!;
    const step = stepOf(([a]) => {
      seen(tf.add(a!, 1));
      return { outputs: [tf.mul(a!, 2)] };
    });
    given.length = 0;
    assert.deepEqual(valuesOf(step.run([x(1, 2)]).outputs), [[2, 4]]);
    assert.deepEqual(given, []);
    tf.unregisterKernel('CellgradTestSeen', 'wasm');
  });

  it('gives back what kernels made of other kernels leave', () => {
    tf.registerKernel({
      kernelName: 'CellgradTestComposed',
      backendName: 'wasm',
      kernelFunc: ({ inputs }) => tf.add(tf.square(inputs['x'] as tf.Tensor), 1),
    });
    const step = stepOf(([a]) => ({
      outputs: [tf.mul(tf.engine().runKernel('CellgradTestComposed', { x: a! }) as tf.Tensor, 2)],
    }));
    const run = (value: number) => tf.tidy(() => valuesOf(step.run([x(value, 0)]).outputs)[0]![0]);
    assert.equal(run(1), 4);
    const ids = tf.backend().numDataIds();
    assert.equal(run(3), 20);
    assert.equal(tf.backend().numDataIds(), ids);
    tf.unregisterKernel('CellgradTestComposed', 'wasm');
  });

  it('computes outside what it was told to, at each run', () => {
    let calls = 0;
    const step = stepOf(([a]) => {
      const [summed] = activeRecorder()!.outside(
        [tf.add(a!, 1)],
        [{ shape: [], dtype: 'float32' }],
        ([given]) => {
          calls += 1;
          return [tf.sum(given!)];
        },
      );
      return { outputs: [tf.neg(summed!)] };
    });
    assert.equal(calls, 0);
    for (let i = 0; i < 3; i++) assert.deepEqual(valuesOf(step.run([x(i, 1)]).outputs), [[-(i + 3)]]);
    assert.equal(calls, 3);
  });

  it('stops between two kernels, with variables as the last whole batch left them', () => {
    const [first, second] = [new Variable(0), new Variable(0)];
    const step = stepOf(([a]) => {
      first.assignAdd(tf.sum(a!));
      second.assignAdd(tf.sum(a!));
      return { outputs: [] };
    }, 4);
    const ids = tf.backend().numDataIds();
    const engine = tf.engine() as unknown as { runRecorded(work: () => void): void };
    const { runRecorded } = engine;
    let left = 11;
    engine.runRecorded = (work) => {
      if (left-- === 0) throw new Error('stopped');
      work();
    };
    const batches = Array.from({ length: 4 }, () => x(1, 1));
    try {
      assert.throws(() => step.run(batches), /stopped/);
    } finally {
      engine.runRecorded = runRecorded;
    }
    assert.ok(first.dataSync()[0]! > 0);
    assert.equal(first.dataSync()[0], second.dataSync()[0]);
    tf.dispose(batches.flat());
    assert.equal(tf.backend().numDataIds(), ids);
  });

  it('refuses tensors of text', () => {
    assert.throws(
      () =>
        new ReplayedStep(tf.backend(), () => ({ outputs: [] }), [{ shape: [1], dtype: 'string' }], {
          capacity: 1,
          jit: 'auto',
        }),
      /takes a tensor of type string/,
    );
  });
});
