import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { setSink } from '../../../src/display/sink.js';
import { claimPart, DownloadError, download } from '../../../src/downloads/download.js';
import { KeyboardInterrupt } from '../../../src/support/errors.js';
import { clearInterrupt, raiseInterrupt } from '../../../src/support/interrupt.js';

const CONTENT = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251));
const SUM = createHash('sha256').update(CONTENT).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'download-'));
let target = '';
let asked: (string | undefined)[] = [];
const servers: Server[] = [];
let count = 0;

beforeEach(() => {
  target = join(folder, String(count++), 'file.gz');
  asked = [];
  setSink({ kind: 'notebook', columns: 80, send: () => undefined });
});
afterEach(() => {
  setSink(undefined);
  clearInterrupt();
});
after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.headers.range);
    handle(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.gz`;
}

async function check(path: string): Promise<void> {
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sum !== SUM) throw new Error(`expected the sum ${SUM}; received ${sum}`);
}

/** Serves ranges as a file server does. */
function ranged(request: IncomingMessage, response: ServerResponse, content: Buffer = CONTENT): void {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
  response.end(content.subarray(from));
}

/** Sends the first bytes and drops the connection when they have been written down. */
function breakOff(response: ServerResponse, bytes: number): void {
  response.write(CONTENT.subarray(0, bytes));
  const timer = setInterval(() => {
    if (!existsSync(`${target}.part`) || statSync(`${target}.part`).size < bytes) return;
    clearInterval(timer);
    response.destroy();
  }, 5);
}

test('gets a file, checks it and leaves nothing else', async () => {
  const url = await serve(ranged);
  await download({ urls: [url], target, check });
  assert.deepEqual(readFileSync(target), CONTENT);
  assert.deepEqual(readdirSync(join(target, '..')), ['file.gz']);
});

test('continues after the connection broke', async () => {
  const url = await serve((request, response) => {
    if (asked.length > 1) return ranged(request, response);
    response.writeHead(200, { 'content-length': CONTENT.length });
    breakOff(response, 80_000);
  });
  await download({ urls: [url], target, check });
  assert.deepEqual(readFileSync(target), CONTENT);
  assert.deepEqual(asked, [undefined, 'bytes=80000-']);
});

test('continues what an earlier call left behind', async () => {
  const broken = await serve((_, response) => {
    response.writeHead(200, { 'content-length': CONTENT.length });
    if (asked.length > 1) response.destroy();
    else breakOff(response, 50_000);
  });
  await assert.rejects(download({ urls: [broken], target, check }), DownloadError);
  assert.equal(existsSync(target), false);
  assert.equal(existsSync(`${target}.part`), true);
  asked = [];
  await download({ urls: [await serve(ranged)], target, check });
  assert.deepEqual(asked, ['bytes=50000-']);
  assert.deepEqual(readFileSync(target), CONTENT);
});

test('a part that does not fit is thrown away and the file is got from its start', async () => {
  const url = await serve(ranged);
  await download({ urls: [url], target, check });
  rmSync(target);
  writeFileSync(`${target}.part`, Buffer.alloc(1000, 3));
  asked = [];
  await download({ urls: [url], target, check });
  assert.deepEqual(asked, ['bytes=1000-', undefined]);
});

test('a part that is longer than the file', async () => {
  const url = await serve((request, response) => {
    if (request.headers.range) response.writeHead(416).end();
    else ranged(request, response);
  });
  await download({ urls: [url], target, check });
  rmSync(target);
  writeFileSync(`${target}.part`, Buffer.alloc(300_000));
  await download({ urls: [url], target, check });
  assert.deepEqual(readFileSync(target), CONTENT);
});

test('a server that ignores ranges starts the file again', async () => {
  const url = await serve((_, response) => void response.end(CONTENT));
  await download({ urls: [url], target, check });
  rmSync(target);
  writeFileSync(`${target}.part`, CONTENT.subarray(0, 5000));
  await download({ urls: [url], target, check });
  assert.deepEqual(readFileSync(target), CONTENT);
});

test('wrong bytes never become the file; the next address is tried', async () => {
  const wrong = await serve((_, response) => void response.end('not it'));
  await assert.rejects(download({ urls: [wrong], target, check }), (error: unknown) => {
    assert.ok(error instanceof DownloadError);
    assert.match(error.message, /file\.gz could not be downloaded:\n {2}http.*expected the sum/);
    return true;
  });
  assert.deepEqual(readdirSync(join(target, '..')), []);
  await download({ urls: [wrong, await serve(ranged)], target, check });
  assert.deepEqual(readFileSync(target), CONTENT);
});

test('every address that failed is named with its reason', async () => {
  const gone = await serve((_, response) => void response.writeHead(404).end());
  const refused = await serve(ranged);
  await new Promise((done) => servers.at(-1)!.close(done));
  const stalled = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 10 });
    response.flushHeaders();
  });
  await assert.rejects(
    download({ urls: [gone, refused, stalled], target, check, stallMs: 100 }),
    (error: unknown) => {
      assert.ok(error instanceof DownloadError);
      assert.equal(error.failures.length, 3);
      assert.match(error.failures[0]!, /: HTTP status 404$/);
      assert.match(error.failures[1]!, /ECONNREFUSED/);
      assert.match(error.failures[2]!, /no answer for 0\.1 s/);
      return true;
    },
  );
});

test('the user stops it; the part stays', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': CONTENT.length });
    response.write(CONTENT.subarray(0, 10_000), () => setTimeout(raiseInterrupt, 50));
  });
  await assert.rejects(download({ urls: [url], target, check }), KeyboardInterrupt);
  assert.equal(existsSync(`${target}.part`), true);
  assert.equal(existsSync(`${target}.lock`), false);
});

test('two processes do not write into one part; a lock left by a dead one is taken over', () => {
  const path = join(folder, 'claimed');
  const first = claimPart(path);
  const second = claimPart(path);
  assert.equal(first.part, `${path}.part`);
  assert.equal(second.part, `${path}.${process.pid}.part`);
  second.release();
  first.release();
  writeFileSync(`${path}.lock`, '999999999');
  const third = claimPart(path);
  assert.equal(third.part, `${path}.part`);
  third.release();
  assert.equal(existsSync(`${path}.lock`), false);
});
