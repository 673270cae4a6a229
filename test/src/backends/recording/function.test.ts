import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { compiledFunction } from '../../../../src/backends/recording/function.js';
import { Variable } from '../../../../src/backends/variable.js';
import * as library from '../../../../src/prelude/tf.js';
import { RECORDING_BACKENDS } from '../../../recording-backends.js';

test('is tf.function, and refuses what is no function', async () => {
  await use('cpu');
  assert.equal(library.function, compiledFunction);
  assert.throws(() => compiledFunction(3 as never), /tf.function: expected a function; received number/);
  assert.throws(() => compiledFunction(() => 1, { jit: true } as never), /jit/);
  assert.equal(compiledFunction((x: tf.Tensor) => tf.sum(x))(tf.tensor([1, 2])).dataSync()[0], 3);
});

for (const { name, missing, load, eager } of RECORDING_BACKENDS)
  describe(`on ${name}`, { skip: missing }, () => {
    before(load);

    test('is called once for each signature after the first call, and keeps structures', () => {
      let calls = 0;
      const add = compiledFunction((pair: { a: tf.Tensor; b: tf.Tensor }, scale: number) => {
        calls += 1;
        return [tf.mul(tf.add(pair.a, pair.b), scale), 'done'] as const;
      });
      for (let i = 0; i < 6; i++) {
        const [sum, text] = add({ a: tf.tensor([i, 1]), b: tf.tensor([1, 1]) }, 2);
        assert.deepEqual([...sum.dataSync(), text], [2 * i + 2, 4, 'done']);
      }
      assert.equal(calls, eager + 1);
      add({ a: tf.tensor([1]), b: tf.tensor([1]) }, 3);
      assert.equal(calls, eager + 2);
    });

    test('trains: gradients inside are recorded, and around it they flow', () => {
      const w = new Variable(tf.scalar(3));
      const step = compiledFunction((x: tf.Tensor) => {
        const tape = new GradientTape();
        const loss = tape.run(() => tf.square(tf.mul(w, x)) as tf.Tensor);
        w.assignSub(tf.mul(0.25, tape.gradient(loss, w)));
        return loss;
      });
      const losses = [1, 1, 1, 1, 1, 1].map((x) => step(tf.scalar(x)).dataSync()[0]);
      assert.deepEqual(losses, [9, 2.25, 0.5625, 0.140625, 0.03515625, 0.0087890625]);
      const square = compiledFunction((x: tf.Tensor) => tf.square(x));
      for (let i = 0; i < 6; i++) {
        const x = tf.scalar(5);
        const tape = new GradientTape();
        tape.watch(x);
        assert.equal(
          tape
            .gradient(
              tape.run(() => square(x)),
              x,
            )
            .dataSync()[0],
          10,
        );
      }
    });
  });
