import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setSink } from '../../../src/display/sink.js';
import { keptFile } from '../../../src/downloads/kept-file.js';

let folder = '';
let reads: string[] = [];
const at = (name: string) => join(folder, name);

function put(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

function find(urls: readonly string[] = []) {
  return keptFile({
    own: [at('own/a.gz'), at('own/a')],
    cached: [at('cache/a.gz'), at('cache/a')],
    others: [at('other/a')],
    urls,
    read: async (path) => {
      reads.push(path);
      const text = await readFile(path, 'utf8');
      if (text.startsWith('bad')) throw new Error(`${path} is damaged`);
      return text;
    },
    missing: ({ failures }) => new Error(`nowhere, and ${failures.length} failed`),
  });
}

describe('keptFile', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-file-'));
    reads = [];
    setSink({ kind: 'notebook', columns: 80, send: () => undefined });
  });
  afterEach(() => {
    setSink(undefined);
    rmSync(folder, { recursive: true });
  });

  it('takes the own file, then the one of the cache, then that of others', async () => {
    put('other/a', 'of others');
    assert.deepEqual(await find(), { path: at('other/a'), content: 'of others' });
    put('cache/a', 'cached');
    assert.deepEqual(await find(), { path: at('cache/a'), content: 'cached' });
    put('own/a', 'own');
    assert.deepEqual(await find(), { path: at('own/a'), content: 'own' });
    put('own/a.gz', 'packed');
    assert.equal((await find()).content, 'packed');
  });

  it('a damaged file of the user is an error and stays; one in the cache is replaced, and said so', async (t) => {
    put('own/a', 'bad');
    await assert.rejects(find(), /own\/a is damaged/);
    assert.equal(readFileSync(at('own/a'), 'utf8'), 'bad');
    rmSync(at('own/a'));
    put('cache/a', 'bad');
    put('other/a', 'of others');
    const warn = t.mock.method(console, 'warn', () => undefined);
    assert.equal((await find()).content, 'of others');
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /cache\/a is damaged\nDownloading it again/);
    assert.equal(existsSync(at('cache/a')), false);
  });

  it('downloads what is nowhere, and reads it once', async (t) => {
    const server = createServer((_, response) => response.end('from afar'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    t.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.gz`;
    assert.deepEqual(await find([url]), { path: at('cache/a.gz'), content: 'from afar' });
    assert.equal(reads.length, 1);
    assert.equal(readFileSync(at('cache/a.gz'), 'utf8'), 'from afar');
  });

  it('is the error of the caller where no address gave it', async () => {
    await assert.rejects(find(['http://127.0.0.1:9/a.gz']), /^Error: nowhere, and 1 failed/);
  });
});
