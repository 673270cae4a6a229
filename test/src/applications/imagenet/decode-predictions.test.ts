import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { decodePredictions } from '../../../../src/applications/imagenet/decode-predictions.js';
import { ensureReady } from '../../../../src/backends/choose.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-decode-'));
const environment = { ...process.env };
before(ensureReady);
after(() => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});

test('predictions of other shapes, and a list of classes that is not that of Keras, are errors', async () => {
  await assert.rejects(
    decodePredictions(tf.zeros([1, 10])),
    /expected predictions \(batch, 1000\); received \(1, 10\)/,
  );
  await assert.rejects(decodePredictions(tf.zeros([1, 1000]), 0), /top/);
  const promise = decodePredictions(tf.zeros([1, 10]));
  assert.throws(() => [...(promise as never as string)], /a promise of it[\s\S]*await decodePredictions/);
  await assert.rejects(promise);
  process.env['CELLGRAD_DATA_DIR'] = folder;
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'models/imagenet_class_index.json'), '{}');
  await assert.rejects(decodePredictions(tf.zeros([1, 1000])), /MD5 sum c2c37ea517e94d9795004a39431a14cb/);
});
