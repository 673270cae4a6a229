import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Layer } from '../../../src/layers/layer.js';
import { Huber } from '../../../src/losses/huber.js';
import { Adam } from '../../../src/optimizers/adam.js';
import {
  deserializeKerasObject,
  getRegisteredName,
  getRegisteredObject,
  serializeKerasObject,
} from '../../../src/prelude/keras-object.js';
import { registerKerasSerializable } from '../../../src/prelude/register-keras-serializable.js';

class Plain extends Layer {}

before(ensureReady);

it('saved forms become what they were made of', () => {
  const saved = serializeKerasObject({
    layer: new Dense({ units: 3, name: 'd' }),
    rest: [new Huber({ delta: 2 }), new Adam({ learningRate: 0.1 }), null, 'text', 2],
  }) as { layer: Record<string, unknown>; rest: Record<string, unknown>[] };
  assert.equal(saved.layer['module'], 'keras.layers');
  assert.deepEqual([saved.rest[0]!['module'], saved.rest[0]!['class_name']], ['keras.losses', 'Huber']);
  const made = deserializeKerasObject(JSON.parse(JSON.stringify(saved))) as { layer: Dense; rest: unknown[] };
  assert.ok(made.layer instanceof Dense);
  assert.equal(made.layer.name, 'd');
  assert.ok(made.rest[0] instanceof Huber);
  assert.ok(made.rest[1] instanceof Adam);
  assert.deepEqual(made.rest.slice(2), [null, 'text', 2]);
  assert.throws(
    () => serializeKerasObject(new Map()),
    /expected what Keras can save; received an instance of Map/,
  );
});

it('classes of one’s own are found by name, or given along', () => {
  const saved = serializeKerasObject(new Plain());
  assert.throws(() => deserializeKerasObject(saved), /expected a class that is known; received "Plain"/);
  assert.ok(deserializeKerasObject(saved, { Plain }) instanceof Plain);
  assert.equal(getRegisteredName(Plain), 'Plain');
  registerKerasSerializable(Plain, { package: 'Shop' });
  assert.equal(getRegisteredName(Plain), 'Shop>Plain');
  assert.equal(getRegisteredObject('Shop>Plain'), Plain);
  assert.equal(getRegisteredObject('Shop>None'), null);
  assert.ok(deserializeKerasObject(saved) instanceof Plain);
});
