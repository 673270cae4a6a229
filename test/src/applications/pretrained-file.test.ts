import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { type PretrainedFile, pretrainedFile } from '../../../src/applications/pretrained-file.js';

const root = mkdtempSync(join(tmpdir(), 'cellgrad-pretrained-'));
const served = new Map<string, Buffer>();
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url as string);
  const body = served.get(request.url as string);
  if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-length': body.length }).end(body);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const before = { ...process.env };
after(() => {
  server.close();
  server.closeAllConnections();
  process.env = before;
  rmSync(root, { recursive: true, force: true });
});

let count = 0;
beforeEach(() => {
  const folder = join(root, String(count++));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  process.env['KERAS_HOME'] = join(folder, 'keras');
  process.env['CELLGRAD_MIRRORS'] = address;
  delete process.env['CELLGRAD_DATA_DIR'];
  served.clear();
  asked.length = 0;
});

const bytes = Buffer.from('the weights');
const md5 = createHash('md5').update(bytes).digest('hex');
const file: PretrainedFile = { name: 'w.h5', server: 'https://example.invalid', path: 'a/b', md5 };

test('is downloaded once, checked, and found in the cache from then on', async () => {
  served.set('/a/b/w.h5', bytes);
  const path = await pretrainedFile(file, 'test');
  assert.equal(path, join(process.env['XDG_CACHE_HOME'] as string, 'cellgrad/models/w.h5'));
  assert.deepEqual(readFileSync(path), bytes);
  assert.equal(await pretrainedFile(file, 'test'), path);
  assert.deepEqual(asked, ['/a/b/w.h5']);
});

test('a damaged one in the cache is replaced, and said so', async (t) => {
  const warned = t.mock.method(console, 'warn', () => undefined);
  served.set('/a/b/w.h5', bytes);
  const path = await pretrainedFile(file, 'test');
  writeFileSync(path, 'damaged');
  await pretrainedFile(file, 'test');
  assert.deepEqual(readFileSync(path), bytes);
  assert.match(String(warned.mock.calls[0]?.arguments[0]), /MD5 sum.*[\s\S]*Downloading it again/);
});

test('another file than Keras publishes is not taken, and what to do instead is said', async () => {
  served.set('/a/b/w.h5', Buffer.from('other'));
  await assert.rejects(
    pretrainedFile(file, 'applications.Test'),
    /applications\.Test: expected w\.h5 at[\s\S]*MD5 sum[\s\S]*Fix: get https:\/\/example\.invalid\/a\/b\/w\.h5 [\s\S]*CELLGRAD_MIRRORS[\s\S]*weights: null/,
  );
  assert.equal(existsSync(join(process.env['XDG_CACHE_HOME'] as string, 'cellgrad/models/w.h5')), false);
});

test("the user's folder comes first and is never written to; Keras's own folder does too", async () => {
  process.env['CELLGRAD_DATA_DIR'] = join(root, 'data');
  const given = join(root, 'data/models');
  const keras = join(process.env['KERAS_HOME'] as string, 'models');
  for (const folder of [given, keras]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(keras, 'w.h5'), bytes);
  assert.equal(await pretrainedFile(file, 'test'), join(keras, 'w.h5'));
  writeFileSync(join(given, 'w.h5'), bytes);
  assert.equal(await pretrainedFile(file, 'test'), join(given, 'w.h5'));
  writeFileSync(join(given, 'w.h5'), 'other');
  await assert.rejects(pretrainedFile(file, 'test'), /data\/models\/w\.h5: expected a file with the MD5/);
  assert.deepEqual(asked, []);
});

test('where Keras has no sum, the file has to begin as HDF5 does', async () => {
  const unknown = { ...file, md5: null };
  served.set('/a/b/w.h5', bytes);
  await assert.rejects(pretrainedFile(unknown, 'test'), /expected the HDF5 file w\.h5/);
  served.set('/a/b/w.h5', Buffer.from('\x89HDF\r\n\x1a\n and more', 'latin1'));
  assert.ok(existsSync(await pretrainedFile(unknown, 'test')));
});
