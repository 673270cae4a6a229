import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  isLayersModelPlace,
  modelFile,
  readArtifacts,
} from '../../../../src/saving/layers-model/layers-artifacts.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-artifacts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const kernel = { name: 'dense/kernel', shape: [2], dtype: 'float32' };
const json = {
  format: 'layers-model',
  modelTopology: { class_name: 'Sequential', config: {} },
  weightsManifest: [{ paths: ['a.bin', 'deep/b.bin'], weights: [kernel] }],
};
mkdirSync(join(folder, 'deep'));
writeFileSync(join(folder, 'model.json'), JSON.stringify(json));
const bytes = Buffer.from(Float32Array.of(1.5, -2).buffer);
writeFileSync(join(folder, 'a.bin'), bytes.subarray(0, 3));
writeFileSync(join(folder, 'deep/b.bin'), bytes.subarray(3));

const numbers = async (place: string | URL, options = {}) => [
  ...((await readArtifacts(place, 'test', options)).weights[0]!.array.data as Float32Array),
];

test('a path, a folder and addresses of files mean the same', async () => {
  const path = join(folder, 'model.json');
  const shares: number[] = [];
  assert.deepEqual(await numbers(path, { onProgress: (share: number) => shares.push(share) }), [1.5, -2]);
  assert.deepEqual(shares, [0.5, 1]);
  for (const place of [folder, `${folder}/`, `file://${path}`, `file://${folder}`, pathToFileURL(path)]) {
    assert.ok(isLayersModelPlace(place));
    assert.deepEqual(await numbers(place), [1.5, -2], String(place));
  }
  assert.equal(modelFile('file://./model'), join('model', 'model.json'));
  for (const other of ['model.keras', 'model.h5', 'nothing', 3])
    assert.equal(isLayersModelPlace(other), false);
});

test('from a server: weights beside the model, with what stands behind the question mark', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['x-key']}`);
    const { pathname } = new URL(request.url as string, 'http://localhost');
    try {
      response.end(readFileSync(join(folder, pathname.replace('/m/', ''))));
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m`;
  try {
    const options = { requestInit: { headers: { 'x-key': 'k' } } };
    assert.deepEqual(await numbers(`${address}/model.json?v=1`, options), [1.5, -2]);
    assert.deepEqual(asked, ['/m/model.json?v=1 k', '/m/a.bin?v=1 k', '/m/deep/b.bin?v=1 k']);
    await assert.rejects(numbers(`${address}/none.json`), /none\.json could not be read: HTTP status 404/);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  await assert.rejects(numbers(`${address}/model.json`), /could not be read: fetch failed \(.+\)/);
});

test('hostile and damaged files are errors that say why', async () => {
  const path = join(folder, 'bad.json');
  const refused = async (content: unknown, expected: RegExp) => {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    await assert.rejects(numbers(path), expected);
  };
  await refused('{', /test: expected JSON/);
  await refused('3', /expected a layers model/);
  for (const shard of ['../a.bin', '/etc/passwd', 'deep/../../x', 'C:\\x', 'http://other/x', '', 7])
    await refused({ ...json, weightsManifest: [{ paths: [shard], weights: [] }] }, /in the model's folder/);
  await refused(
    { ...json, weightsManifest: [{ paths: ['none.bin'], weights: [] }] },
    /a file that can be read/,
  );
  await refused(
    { ...json, weightsManifest: [{ paths: ['a.bin', './a.bin'], weights: [] }] },
    /each file of weights once; received a\.bin twice/,
  );
  await refused({ ...json, modelTopology: 'text', weightsManifest: [] }, /expected a modelTopology/);
  await refused({ ...json, weightsManifest: [null] }, /expected a weightsManifest/);
  await refused({ ...json, modelTopology: undefined }, /expected a modelTopology/);
  await refused({ ...json, format: 'graph-model' }, /a graph model[\s\S]*tensorflowjs_converter/);
  await refused({ ...json, modelTopology: { node: [] } }, /a graph model/);
});
