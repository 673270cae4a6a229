import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as callbacks from '../../src/callbacks/index.js';
import { Dense } from '../../src/layers/index.js';
import { Sequential } from '../../src/models/index.js';
import { camelCase, camelCaseKeys } from '../../src/support/names.js';
import { assertClose, oracleCases } from './oracle.js';

type Call = readonly [hook: string, number: number | null, keys: readonly string[]];

interface Case {
  readonly name: string;
  readonly kind: 'fit' | 'evaluate' | 'predict' | 'decisions';
  readonly options: Readonly<Record<string, unknown>>;
  readonly stop: readonly [hook: string, number: number] | null;
  readonly steps: number;
  readonly trace: readonly Call[];
  readonly class: 'EarlyStopping' | 'ReduceLROnPlateau';
  readonly sequence: readonly number[];
  readonly found: readonly {
    readonly stop: boolean;
    readonly rate: number;
    readonly wait: number;
    readonly best: number | null;
    readonly best_epoch: number;
    readonly stopped_epoch: number;
    readonly cooldown: number;
    readonly keys: readonly string[];
  }[];
}

function model(stepsPerExecution = 1): Sequential {
  const made = new Sequential([new Dense({ units: 3, activation: 'softmax', inputShape: [4] })]);
  const optimizer = 'sgd';
  made.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'], stepsPerExecution });
  return made;
}

const HOOKS = ['train', 'epoch', 'train_batch', 'test', 'test_batch', 'predict', 'predict_batch'].flatMap(
  (what) => [`on_${what}_begin`, `on_${what}_end`],
);

/** A callback that writes down all calls, and the list that it writes. */
function recorder(stop: Case['stop']): [callbacks.LambdaCallback, Call[]] {
  const trace: Call[] = [];
  const hooks = HOOKS.map((hook) => [
    camelCase(hook),
    function (this: callbacks.Callback, ...args: unknown[]) {
      const number = args.find((arg) => typeof arg === 'number') ?? null;
      const logs = args.find((arg) => typeof arg === 'object') ?? {};
      trace.push([hook, number, Object.keys(logs as object).sort()]);
      if (stop && hook === stop[0] && number === stop[1]) this.model.stopTraining = true;
    },
  ]);
  return [new callbacks.LambdaCallback(Object.fromEntries(hooks)), trace];
}

async function run({ kind, options, stop, steps }: Case): Promise<Call[]> {
  const [x, y] = [tf.randomNormal([10, 4]), tf.oneHot([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 3).cast('float32')];
  const [callback, trace] = recorder(stop);
  const made = model(steps);
  const given = { ...camelCaseKeys(options), verbose: 0 as const, callbacks: [callback] };
  if (kind === 'fit') await made.fit(x, y, { shuffle: false, ...given });
  else if (kind === 'evaluate') await made.evaluate(x, y, given);
  else made.predict(x, given).dispose();
  tf.dispose([x, y]);
  return trace;
}

function decide({ class: name, options, sequence, found }: Case): void {
  const made = model();
  made.optimizer.learningRate = 0.1;
  const callback = new callbacks[name](camelCaseKeys(options) as object);
  callback.setModel(made);
  callback.onTrainBegin();
  sequence.forEach((value, epoch) => {
    const logs = { loss: 0, accuracy: value, val_loss: value };
    callback.onEpochEnd(epoch, logs);
    const wanted = found[epoch]!;
    const what = `epoch ${epoch}`;
    assert.equal(made.stopTraining, wanted.stop, what);
    assert.equal(callback.wait, wanted.wait, what);
    assert.equal(callback.best, wanted.best, what);
    assertClose(made.optimizer.learningRate, wanted.rate, 1e-6, what);
    assert.deepEqual(Object.keys(logs).sort(), wanted.keys, what);
    if (callback instanceof callbacks.EarlyStopping) {
      assert.equal(callback.bestEpoch, wanted.best_epoch, what);
      assert.equal(callback.stoppedEpoch, wanted.stopped_epoch, what);
    } else assert.equal(callback.cooldownCounter, wanted.cooldown, what);
  });
}

describe('callbacks are called, and decide, as in Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('callbacks'))
    it(one.name, async () => {
      if (one.kind === 'decisions') decide(one);
      else assert.deepEqual(await run(one), one.trace);
    });
});
