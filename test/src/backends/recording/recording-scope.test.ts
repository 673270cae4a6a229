import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { activeRecorder, type Recorder } from '../../../../src/backends/recording/recorder.js';
import { RecordingScope } from '../../../../src/backends/recording/recording-scope.js';
import { Variable } from '../../../../src/backends/variable.js';

describe('a recording’s scope', () => {
  before(ensureReady);
  const recorder: Recorder = { random: () => tf.scalar(0), outside: () => [] };

  it('knows what was assigned, and takes it back with all that was made', () => {
    const [weight, other] = [new Variable(tf.tensor([1, 2])), new Variable(tf.scalar(3))];
    const { numTensors } = tf.memory();
    const scope = new RecordingScope(recorder, [weight, other], () => assert.fail('nobody abandoned it'));
    const dataId = weight.dataId;
    weight.assign(tf.add(weight, 1));
    assert.equal(activeRecorder(), recorder);
    assert.throws(() => Math.random(), /draws random numbers from Math\.random/);
    assert.deepEqual(
      scope.assigned().map(({ variable }) => variable),
      [weight],
    );
    assert.equal(scope.assigned()[0]!.before, dataId);
    scope.close();
    assert.deepEqual([...weight.dataSync()], [1, 2]);
    assert.equal(tf.memory().numTensors, numTensors);
    assert.equal(activeRecorder(), null);
    assert.ok(Math.random() < 1);
  });

  it('refuses variables that are registered meanwhile', () => {
    const scope = new RecordingScope(recorder, [], () => {});
    const made = tf.variable(tf.scalar(1));
    assert.throws(() => scope.assigned(), /makes variables/);
    scope.close();
    made.dispose();
  });

  it('is taken back as soon as somebody ends the scopes that a termination left open', () => {
    const [weight, gone] = [new Variable(1), new Variable(1)];
    const scope = new RecordingScope(recorder, [gone, weight], () => scope.close());
    for (const one of [weight, gone]) one.assign(tf.add(one, 1));
    gone.dispose();
    tf.engine().endScope();
    assert.equal(activeRecorder(), null);
    assert.ok(Math.random() < 1);
    assert.equal(weight.dataSync()[0], 1);
  });

  it('leaves nothing where it cannot begin', () => {
    const weight = new Variable(1);
    const { numTensors } = tf.memory();
    const broken = { clone: () => assert.fail('asked to stop') } as unknown as Variable;
    assert.throws(() => new RecordingScope(recorder, [weight, broken], () => {}), /asked to stop/);
    assert.equal(tf.memory().numTensors, numTensors);
    assert.equal(activeRecorder(), null);
  });
});
