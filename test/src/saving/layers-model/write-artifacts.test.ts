import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { io } from '@tensorflow/tfjs-core';
import { readArtifacts } from '../../../../src/saving/layers-model/layers-artifacts.js';
import { writeArtifacts } from '../../../../src/saving/layers-model/write-artifacts.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-write-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const artifacts = (value: number, count = 3) => ({
  topology: { class_name: 'Sequential', config: {} },
  weights: [{ name: 'w', array: { shape: [count], data: new Float32Array(count).fill(value) } }],
});
const first = async (place: string) => (await readArtifacts(place, 'test')).weights[0]?.array.data[0];

test('a new model takes the place of an old one as a whole, and its old weights go', async () => {
  const at = join(folder, 'model');
  await writeArtifacts(`${at}/`, artifacts(1), 'test');
  assert.deepEqual(readdirSync(at).sort(), ['group1-shard1of1.bin', 'model.json']);
  writeFileSync(join(at, 'mine.txt'), 'stays');
  await writeArtifacts(at, artifacts(2), 'test');
  assert.deepEqual(readdirSync(at).sort(), ['group2-shard1of1.bin', 'mine.txt', 'model.json']);
  assert.equal(await first(at), 2);
});

test('what breaks off leaves the model that was there', async () => {
  const at = join(folder, 'broken');
  await writeArtifacts(`${at}/`, artifacts(1), 'test');
  const hostile = { ...artifacts(2), trainingConfig: { toJSON: () => assert.fail('no') } };
  await assert.rejects(writeArtifacts(at, hostile, 'test'));
  assert.equal(await first(at), 1);
});

test('large weights are cut into parts of 4 MiB; files that a damaged model names stay', async () => {
  const at = join(folder, 'large');
  await writeArtifacts(`${at}/`, artifacts(3, 2 ** 20 + 5), 'test');
  const names = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
  assert.deepEqual(readdirSync(at).sort(), [...names, 'model.json']);
  assert.equal(readFileSync(join(at, names[0] as string)).length, 2 ** 22);
  assert.equal((await readArtifacts(at, 'test')).weights[0]?.array.data.length, 2 ** 20 + 5);
  const json = JSON.parse(readFileSync(join(at, 'model.json'), 'utf8')) as io.ModelJSON;
  json.weightsManifest = [{ paths: ['../outside.bin', 'notes.txt'], weights: [] }];
  writeFileSync(join(folder, 'outside.bin'), '');
  writeFileSync(join(at, 'model.json'), JSON.stringify(json));
  await writeArtifacts(at, artifacts(4), 'test');
  assert.ok(existsSync(join(folder, 'outside.bin')));
  assert.equal(await first(at), 4);
});

test('a server takes no model without a handler', async () => {
  await assert.rejects(writeArtifacts('http://127.0.0.1/m/model.json', artifacts(1), 'test'), /tf\.io\.http/);
});
