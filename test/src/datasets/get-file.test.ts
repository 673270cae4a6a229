import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { getFile } from '../../../src/datasets/get-file.js';
import { setSink } from '../../../src/display/sink.js';
import { writeZip } from '../../../src/saving/zip.js';

const CONTENT = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251));
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const MD5 = createHash('md5').update(CONTENT).digest('hex');
const cacheDir = mkdtempSync(join(tmpdir(), 'cellgrad-get-file-'));

/** One file of a tar archive and its end. */
function tar(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        ', 148);
  head.write('0', 156);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([head, content, padding, Buffer.alloc(1024)]);
}

const FILES: Readonly<Record<string, Buffer>> = {
  '/data.bin': CONTENT,
  '/flowers.zip': Buffer.from(writeZip({ 'rose/1.txt': Buffer.from('red'), 'note.txt': Buffer.from('two') })),
  '/flowers.tgz': gzipSync(tar('tulip/1.txt', Buffer.from('yellow'))),
  '/evil.tar': tar('../evil.txt', Buffer.from('x')),
};
const asked: string[] = [];
let breaks = 0;
const server = createServer((request, response) => {
  const content = FILES[request.url ?? ''];
  asked.push(`${request.url} ${request.headers.range ?? ''}`.trim());
  if (content === undefined) return response.writeHead(404).end();
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
  if (breaks-- > 0) {
    // The connection ends when the first part has been written down.
    response.write(content.subarray(from, from + 20_000));
    const part = join(cacheDir, 'datasets', 'data.bin.part');
    const timer = setInterval(() => {
      if (!existsSync(part) || statSync(part).size < 20_000) return;
      clearInterval(timer);
      response.destroy();
    }, 5);
    return response;
  }
  return response.end(content.subarray(from));
});
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

describe('utils.getFile', () => {
  before(async () => {
    setSink({ kind: 'notebook', columns: 80, send: () => undefined });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  after(() => {
    setSink(undefined);
    server.closeAllConnections();
    server.close();
    rmSync(cacheDir, { recursive: true });
  });

  it('downloads once, goes on where a download broke off, and checks the hash', async () => {
    breaks = 1;
    const options = { cacheDir, fileHash: SHA256 };
    const path = await getFile({ origin: at('/data.bin'), ...options });
    assert.equal(path, join(cacheDir, 'datasets', 'data.bin'));
    assert.deepEqual(readFileSync(path), CONTENT);
    assert.equal(asked.length, 2);
    assert.equal(asked[1], '/data.bin bytes=20000-');
    assert.equal(await getFile(null, at('/data.bin'), options), path);
    assert.equal(asked.length, 2);
    await getFile({ origin: at('/data.bin'), ...options, md5Hash: MD5, forceDownload: true });
    assert.equal(asked.length, 3);
  });

  it('downloads a damaged file again, and keeps none that has another hash', async () => {
    const folder = join(cacheDir, 'damaged');
    const options = { cacheDir, cacheSubdir: 'damaged', md5Hash: MD5 };
    const path = await getFile('mine.bin', at('/data.bin'), options);
    writeFileSync(path, 'something else');
    await getFile('mine.bin', at('/data.bin'), options);
    assert.deepEqual(readFileSync(path), CONTENT);
    const wrong = { cacheDir, cacheSubdir: 'damaged', fileHash: '0'.repeat(64) };
    await assert.rejects(getFile('other.bin', at('/data.bin'), wrong), /expected the sha256 0{64}; received/);
    assert.deepEqual(readdirSync(folder), ['mine.bin']);
    await assert.rejects(getFile({ origin: at('/none'), cacheDir }), /HTTP status 404/);
  });

  it('unpacks zip and tar.gz, and nothing outside of their folder', async () => {
    const zip = await getFile({ origin: at('/flowers.zip'), cacheDir, extract: true });
    assert.equal(zip, join(cacheDir, 'datasets', 'flowers.zip'));
    assert.equal(readFileSync(join(zip, 'rose/1.txt'), 'utf8'), 'red');
    const tgz = await getFile('petals.tgz', at('/flowers.tgz'), { cacheDir, untar: true });
    assert.equal(tgz, join(cacheDir, 'datasets', 'petals_extracted'));
    assert.equal(readFileSync(join(tgz, 'tulip/1.txt'), 'utf8'), 'yellow');
    await assert.rejects(getFile({ origin: at('/evil.tar'), cacheDir, extract: true }), /lies outside/);
    assert.ok(!readdirSync(join(cacheDir, 'datasets')).some((name) => name.includes('part')));
  });

  it('takes files from the disk, and says what it cannot take', async () => {
    const source = join(cacheDir, 'source.txt');
    writeFileSync(source, 'text');
    const path = await getFile({ origin: pathToFileURL(source), cacheDir, fname: 'copy.txt' });
    assert.equal(readFileSync(path, 'utf8'), 'text');
    await assert.rejects(getFile({ origin: 'data.bin' }), /origin must be an address/);
    await assert.rejects(getFile('a/b', at('/data.bin')), /without folders/);
    await assert.rejects(
      getFile({ origin: at('/data.bin'), fileHash: 'abc' }),
      /32 hexadecimal digits for md5/,
    );
    await assert.rejects(getFile({ origin: at('/x'), hash: 'x' } as never), /unknown option hash/);
  });
});
