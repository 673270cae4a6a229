import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openSource } from '../../../../src/data/sources/source-stream.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

const text = async (source: string) =>
  Buffer.concat(await (await openSource('x', source)).toArray()).toString();

describe('openSource', () => {
  it('reads paths and addresses', async () => {
    const path = file('a.txt', 'hello');
    assert.deepEqual([await text(path), await text(pathToFileURL(path).href)], ['hello', 'hello']);
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/a' ? 200 : 404;
      response.end('from afar');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      assert.equal(await text(`http://127.0.0.1:${port}/a`), 'from afar');
      await assert.rejects(text(`http://127.0.0.1:${port}/b`), /x: expected a file; .*HTTP status 404/);
    } finally {
      server.close();
    }
  });
  it('says what is not there, or is a folder', async () => {
    await assert.rejects(text(join(folder, 'none')), /x: expected a file; received .*none .*ENOENT/);
    await assert.rejects(text(folder), /it is a folder/);
  });
});
