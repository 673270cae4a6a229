import assert from 'node:assert/strict';
import { before, beforeEach, describe, mock, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { bernoulliMask, SeedGenerator } from '../../../../src/backends/random.js';
import { activeRecorder } from '../../../../src/backends/recording/recorder.js';
import { stepCompiler } from '../../../../src/backends/recording/step-compiler.js';
import {
  type EachValue,
  outcomeOf,
  type StepArguments,
  StepFunction,
} from '../../../../src/backends/recording/step-function.js';
import { Variable } from '../../../../src/backends/variable.js';
import { KeyboardInterrupt } from '../../../../src/support/errors.js';
import { RECORDING_BACKENDS } from '../../../recording-backends.js';

const valuesOf = (each: readonly EachValue[]) =>
  each.flatMap(({ values, batches }) => [...values.dataSync()].slice(0, batches));

const OPTIONS = { eagerly: false, jit: false } as const;
const PLAN = { planned: null, capacity: 1 };
const x = (...values: number[]): StepArguments => [tf.tensor1d(values)];

test('where nothing is recorded, steps run as they are written', async () => {
  await use('cpu');
  let calls = 0;
  const step = new StepFunction(
    'step',
    ([a]) => {
      calls += 1;
      return outcomeOf(tf.sum(a as tf.Tensor));
    },
    OPTIONS,
  );
  assert.equal(step.records, false);
  for (const value of [1, 2]) assert.equal(step.run([x(value)], '', PLAN).value.dataSync()[0], value);
  assert.equal(calls, 2);
});

for (const { name, missing, load, eager } of RECORDING_BACKENDS)
  describe(`on ${name}`, { skip: missing }, () => {
    before(load);
    beforeEach(() => mock.restoreAll());

    test('the first batches of a signature are eager, then one is recorded, the rest are the recording’s', () => {
      let calls = 0;
      const weight = new Variable(tf.scalar(2));
      const step = new StepFunction(
        'step',
        ([a, b]) => {
          calls += 1;
          weight.assignAdd(1);
          return outcomeOf({ product: tf.mul(a as tf.Tensor, weight), given: b });
        },
        OPTIONS,
      );
      const run = (value: number, given: string) =>
        tf.tidy(() => {
          const { product, given: back } = step.run([[...x(value), given]], '', PLAN).value;
          return [product.dataSync()[0]!, back as string];
        });
      assert.deepEqual(
        [1, 1, 1, 1, 1, 1].map((value) => run(value, 'a')),
        [3, 4, 5, 6, 7, 8].map((product) => [product, 'a']),
      );
      assert.equal(calls, eager + 1);
      assert.equal(weight.dataSync()[0], 8);
      assert.deepEqual(run(1, 'b'), [9, 'b']);
      assert.equal(calls, eager + 2);
      step.dispose();
    });

    test('several batches are one call, with a scalar of each and the value of the last', () => {
      for (const jit of [false, true]) {
        let calls = 0;
        const sum = new Variable(tf.scalar(0));
        const step = new StepFunction(
          'step',
          ([a]) => {
            calls += 1;
            sum.assignAdd(tf.sum(a as tf.Tensor));
            return outcomeOf({ sum: sum.value() }, tf.mean(a as tf.Tensor));
          },
          { eagerly: false, jit },
        );
        const plan = { planned: 9, capacity: 4 };
        const batches = Array.from({ length: eager + 8 }, (_, i) => x(i, i + 1));
        const { value, each } = step.run(batches, '', plan);
        const total = batches.length ** 2;
        assert.equal(value.sum.dataSync()[0], total);
        assert.equal(sum.dataSync()[0], total);
        assert.deepEqual(
          valuesOf(each),
          batches.map((_, i) => i + 0.5),
        );
        assert.deepEqual(
          each.map((one) => one.batches),
          [...Array(eager).fill(1), 4, 4],
        );
        assert.equal(calls, eager + 1);
        step.dispose();
      }
    });

    test('machine code and a loop are made of the usual batch, not of the uneven one at the end of each epoch', () => {
      const compile = mock.method(stepCompiler()!, 'compile');
      const step = new StepFunction('step', ([a]) => outcomeOf(tf.sum(a as tf.Tensor)), {
        eagerly: false,
        jit: 'auto',
      });
      const plan = { planned: 1000, capacity: 4 };
      for (let epoch = 0; epoch <= eager; epoch++)
        step.run([...Array.from({ length: 9 }, () => x(1, 2)), x(3)], '', plan);
      assert.deepEqual(
        compile.mock.calls.map(({ arguments: [, [input], { expected, capacity }] }) => [
          input!.shape[0],
          expected,
          capacity,
        ]),
        [
          [2, 1000, 4],
          [1, 100, 1],
        ],
      );
      step.dispose();
    });

    test('random numbers are those of eager steps, fresh in each', () => {
      const drawn = (eagerly: boolean, capacity: number) => {
        const seed = new SeedGenerator(3);
        const step = new StepFunction(
          'step',
          ([a]) => {
            const mask = bernoulliMask([4], 0.5, seed);
            return outcomeOf(mask, tf.sum(tf.mul(mask, a as tf.Tensor)));
          },
          { eagerly, jit: false },
        );
        const batches = Array.from({ length: 7 }, () => x(1, 2, 4, 8));
        return valuesOf(step.run(batches, '', { planned: 7, capacity }).each);
      };
      const expected = drawn(true, 1);
      assert.ok(new Set(expected).size > 3);
      assert.deepEqual(drawn(false, 1), expected);
      assert.deepEqual(drawn(false, 3), expected);
    });

    test('what cannot be recorded runs as it is written, and says why once', () => {
      const said = mock.method(console, 'warn', () => {});
      const cases: [RegExp, (a: tf.Tensor) => tf.Tensor][] = [
        [
          /step runs eagerly, since it reads the value of a tensor.*step-function\.test\.ts:\d+/,
          (a) => tf.scalar(a.dataSync()[0]!),
        ],
        [/draws random numbers from Math\.random/, (a) => tf.mul(a, tf.randomUniform([1]))],
        [/makes a variable/, (a) => new Variable(a).value()],
        [/depends on values/, (a) => tf.unique(a).values],
      ];
      for (const [why, compute] of cases) {
        said.mock.resetCalls();
        const step = new StepFunction('step', ([a]) => outcomeOf(compute(a as tf.Tensor)), OPTIONS);
        for (let i = 0; i < 6; i++) assert.equal(step.run([x(5)], '', PLAN).value.size, 1);
        assert.equal(said.mock.callCount(), 1);
        assert.match(String(said.mock.calls[0]!.arguments[0]), why);
        assert.equal(step.records, false);
      }
      assert.notEqual(Math.random(), Math.random());
    });

    test('variables are as before when a recording fails in the middle', () => {
      mock.method(console, 'warn', () => {});
      const weight = new Variable(tf.tensor([1, 2]));
      const clone = weight.value();
      const step = new StepFunction(
        'step',
        ([a]) => {
          weight.assign(tf.add(weight, a as tf.Tensor));
          weight.dataSync();
          return outcomeOf(weight.value());
        },
        OPTIONS,
      );
      for (let i = 1; i < 6; i++)
        assert.deepEqual([...step.run([x(1, 1)], '', PLAN).value.dataSync()], [1 + i, 2 + i]);
      assert.deepEqual([...clone.dataSync()], [1, 2]);
    });

    test('a clone keeps its value when the variable is assigned by a recording', () => {
      const weight = new Variable(tf.scalar(1));
      const step = new StepFunction(
        'step',
        () => {
          weight.assignAdd(1);
          return outcomeOf(weight.value());
        },
        OPTIONS,
      );
      for (let i = 0; i < eager; i++) step.run([x(0)], '', PLAN);
      const first = eager + 1;
      const clones = [0, 1, 2].map(() => {
        const clone = weight.value();
        step.run([x(0)], '', PLAN);
        return clone;
      });
      assert.deepEqual(
        clones.map((clone) => clone.dataSync()[0]),
        [first, first + 1, first + 2],
      );
      assert.equal(weight.dataSync()[0], first + 3);
    });

    test('another state is another signature', () => {
      let calls = 0;
      const step = new StepFunction(
        'step',
        ([a]) => {
          calls += 1;
          return outcomeOf(a as tf.Tensor);
        },
        OPTIONS,
      );
      for (const state of ['a', 'b']) for (let i = 0; i < 6; i++) step.run([x(1)], state, PLAN);
      assert.equal(calls, 2 * (eager + 1));
    });

    test('a thousand calls keep no tensor', () => {
      const weight = new Variable(tf.scalar(1));
      const step = new StepFunction(
        'step',
        ([a]) => {
          weight.assignAdd(tf.sum(a as tf.Tensor));
          return outcomeOf(0);
        },
        OPTIONS,
      );
      const run = () => tf.tidy(() => step.run([x(1)], '', PLAN).value);
      for (let i = 0; i < 5; i++) run();
      const { numTensors, numBytes } = tf.memory();
      for (let i = 0; i < 1000; i++) run();
      assert.deepEqual([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes]);
    });

    test('a tensor that shares the value of a variable stays what it is', () => {
      const weight = new Variable([1, 1]);
      const start = weight.value();
      const step = new StepFunction(
        'step',
        ([a]) => outcomeOf(tf.mul(a as tf.Tensor, tf.sub(weight, start))),
        OPTIONS,
      );
      for (let i = 0; i < 6; i++) step.run([x(1, 1)], '', PLAN);
      weight.assign(tf.tensor([5, 6]));
      assert.deepEqual([...step.run([x(1, 1)], '', PLAN).value.dataSync()], [4, 5]);
    });

    test('whoever asks to stop while it is recorded stops it, and no more', () => {
      let stops = false;
      const step = new StepFunction(
        'step',
        ([a]) => {
          if (stops && activeRecorder() !== null) throw new KeyboardInterrupt();
          return outcomeOf(tf.square(a as tf.Tensor));
        },
        OPTIONS,
      );
      for (let i = 0; i < eager; i++) step.run([x(2)], '', PLAN);
      stops = true;
      assert.throws(() => step.run([x(2)], '', PLAN), KeyboardInterrupt);
      stops = false;
      assert.equal(step.records, true);
      for (let i = 0; i < 3; i++) assert.equal(step.run([x(2)], '', PLAN).value.dataSync()[0], 4);
    });

    test('runs as it is written inside of a tape', () => {
      const step = new StepFunction('step', ([a]) => outcomeOf(tf.square(a as tf.Tensor)), OPTIONS);
      const gradients = Array.from({ length: 6 }, () => {
        const [given] = x(3) as [tf.Tensor];
        const tape = new GradientTape();
        tape.watch(given);
        const value = tape.run(() => step.run([[given]], '', PLAN).value);
        return tape.gradient(value, given).dataSync()[0];
      });
      assert.deepEqual(gradients, Array(6).fill(6));
    });

    test('variables that share a value are told apart', () => {
      const first = new Variable(tf.tensor([1, 2]));
      const second = new Variable(tf.tensor([0, 0]));
      second.assign(first);
      const step = new StepFunction(
        'step',
        ([a]) => {
          second.assign(tf.add(second, a as tf.Tensor));
          return outcomeOf(tf.add(first, second));
        },
        OPTIONS,
      );
      for (let i = 1; i < 8; i++)
        assert.deepEqual([...step.run([x(1, 1)], '', PLAN).value.dataSync()], [2 + i, 4 + i]);
      assert.deepEqual([...first.dataSync()], [1, 2]);
    });

    test('values are handed round, given twice, given as they came, and read where they are numbers', () => {
      const [first, second] = [1, 2].map((value) => new Variable(tf.scalar(value))) as [Variable, Variable];
      const step = new StepFunction(
        'step',
        ([a]) => {
          const [one, two] = [first.value(), second.value()];
          first.assign(two);
          second.assign(one);
          const sum = tf.sum(a as tf.Tensor);
          const three = tf.scalar(3);
          const scaled = tf.mul(sum, three.dataSync()[0]!);
          return outcomeOf([sum, sum, a as tf.Tensor, first.value(), three, scaled]);
        },
        OPTIONS,
      );
      for (let i = 0; i < 8; i++) {
        const { value } = step.run([x(i, 1)], '', PLAN);
        assert.deepEqual(
          value.map((one) => [...one.dataSync()]),
          [[i + 1], [i + 1], [i, 1], [i % 2 === 0 ? 2 : 1], [3], [3 * (i + 1)]],
        );
      }
    });

    test('a batch that fails leaves variables as the last whole one did', () => {
      const sum = new Variable(tf.scalar(0));
      const step = new StepFunction(
        'step',
        ([a]) => {
          sum.assignAdd(tf.sum(a as tf.Tensor));
          return outcomeOf(sum.value());
        },
        OPTIONS,
      );
      const batches = Array.from({ length: eager + 2 }, () => x(1, 1));
      step.run(batches, '', PLAN);
      const broken = x(1, 1);
      (broken[0] as tf.Tensor).dispose();
      assert.throws(() => step.run([broken], '', PLAN));
      assert.equal(sum.dataSync()[0], 2 * batches.length);
      assert.equal(step.run([x(1, 1)], '', PLAN).value.dataSync()[0], 2 * batches.length + 2);
    });
  });

test('tfjs’s profile and debug mode see the operations of a step that would be replayed', async () => {
  await use('wasm');
  const step = new StepFunction('step', ([a]) => outcomeOf(tf.sqrt(a as tf.Tensor)), OPTIONS);
  for (let i = 0; i < 6; i++) step.run([x(4)], '', PLAN);
  const { kernels } = await tf.profile(() => step.run([x(4)], '', PLAN).value);
  assert.deepEqual(
    kernels.map(({ name }) => name),
    [tf.Sqrt],
  );
  tf.env().set('DEBUG', true);
  try {
    assert.equal(step.records, false);
  } finally {
    tf.env().set('DEBUG', false);
  }
});

test('what one backend recorded is not run by another', async () => {
  const weight = new Variable(tf.scalar(1));
  const step = new StepFunction('step', ([a]) => outcomeOf(tf.mul(weight, a as tf.Tensor)), OPTIONS);
  for (const { load, missing, eager } of RECORDING_BACKENDS) {
    if (missing) continue;
    await load();
    for (let i = 0; i < eager + 3; i++) assert.equal(step.run([x(i)], '', PLAN).value.dataSync()[0], i);
  }
});
