import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  inMemory,
  rememberedValues,
  rememberValues,
} from '../../../../src/backends/webgpu/values-in-memory.js';
import { onSwiftShader } from './swiftshader.js';

test('other backends need no help', async () => {
  await ensureReady();
  const tensor = tf.tensor([1, 2]);
  await inMemory([tensor]);
  rememberValues(tensor);
  assert.equal(rememberedValues(tensor.dataId), undefined);
  assert.deepEqual([...tensor.dataSync()], [1, 2]);
});

test('on a device, a constant of a graph and the sum of LoRA are in configurations and files', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    const { mkdtempSync, rmSync } = await import('node:fs');
    const { Input, layers, ops, Model, models } = library;
    const folder = mkdtempSync('/tmp/cellgrad-values-');
    const numbers = () => tf.tensor(Array.from({ length: 1000 }, (_, i) => i / 999));
    const [constant, computed] = [numbers(), tf.mul(numbers(), numbers())];
    const x = Input({ shape: [1000] });
    const y = new layers.Dense({ units: 2, loraRank: 1 })(ops.multiply(ops.add(x, constant), computed));
    const model = new Model({ inputs: x, outputs: y });
    const before = await model.predict(tf.ones([1, 1000])).data();
    assert.throws(() => model.getConfig(), /on the device/);
    assert.equal(constant.dataSync()[999], 1);
    const path = folder + '/model.keras';
    await model.save(path);
    assert.match(JSON.stringify(model.getConfig()), /,0.5005005/);
    const after = await (await models.loadModel(path)).predict(tf.ones([1, 1000])).data();
    before.forEach((value, i) => assert.ok(Math.abs(value - after[i]) < 1e-5));
    rmSync(folder, { recursive: true });
    const { rememberValues, variablesInMemory } = await import('./src/backends/webgpu/values-in-memory.ts');
    rememberValues(tf.tensor(['text']));
    await variablesInMemory();
    console.log('saved');
    `,
  );
  if (printed !== null) assert.match(printed, /saved/);
});
