import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sourceFile } from '../../../src/datasets/source-file.js';
import { setSink } from '../../../src/display/sink.js';
import { ValueError } from '../../../src/support/errors.js';

const content = Buffer.from('the right bytes');
const file = {
  name: 'a.npz',
  url: 'http://127.0.0.1:9/a.npz',
  sha256: createHash('sha256').update(content).digest('hex'),
};
const environment = { ...process.env };
let folder = '';

describe('files of data sets', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cellgrad-source-'));
    process.env['CELLGRAD_DATA_DIR'] = join(folder, 'data');
    process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
    // A closed port: no test of this file asks the real servers.
    process.env['CELLGRAD_MIRRORS'] = 'http://127.0.0.1:9';
    setSink({ kind: 'notebook', columns: 80, send: () => undefined });
  });
  afterEach(() => {
    for (const name of ['CELLGRAD_DATA_DIR', 'XDG_CACHE_HOME', 'CELLGRAD_MIRRORS']) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
    setSink(undefined);
    rmSync(folder, { recursive: true });
  });

  it('come from the folder of the user, and a wrong one there is an error', async () => {
    mkdirSync(join(folder, 'data/set'), { recursive: true });
    writeFileSync(join(folder, 'data/set/a.npz'), content);
    assert.ok((await sourceFile('load', 'set', file)).equals(content));
    writeFileSync(join(folder, 'data/set/a.npz'), 'others');
    await assert.rejects(
      sourceFile('load', 'set', file),
      /data\/set\/a\.npz: expected bytes with the SHA-256 /,
    );
  });

  it('a download that broke off goes on where it was; a damaged one in the cache is replaced', async (t) => {
    t.mock.method(console, 'warn', () => undefined);
    const ranges: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      if (from > 0) response.statusCode = 206;
      response.setHeader('content-length', content.length - from);
      if (ranges.length > 1) response.end(content.subarray(from));
      else response.write(content.subarray(0, 5), () => setTimeout(() => response.destroy(), 50));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    process.env['CELLGRAD_MIRRORS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cached = join(folder, 'cache/cellgrad/set/a.npz');
    try {
      assert.ok((await sourceFile('load', 'set', file)).equals(content));
      assert.deepEqual(ranges, [undefined, 'bytes=5-']);
      writeFileSync(cached, 'damaged');
      assert.ok((await sourceFile('load', 'set', file)).equals(content));
      assert.ok(readFileSync(cached).equals(content));
      writeFileSync(cached, 'damaged');
      await assert.rejects(
        sourceFile('load', 'set', { ...file, sha256: '0'.repeat(64) }),
        /expected bytes with/,
      );
      assert.ok(!existsSync(cached));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('without a network: says what to put where', async () => {
    await assert.rejects(sourceFile('datasets.set.loadData', 'set', file), (error: unknown) => {
      assert.ok(error instanceof ValueError);
      assert.match(
        error.message,
        /^datasets\.set\.loadData: expected a\.npz in .*data\/set or .*cellgrad\/set; received none/,
      );
      assert.match(error.message, /http:\/\/127\.0\.0\.1:9\/set\/a\.npz: /);
      assert.match(
        error.fix ?? '',
        /get http:\/\/127\.0\.0\.1:9\/a\.npz on a machine with a network and put it into .*data\/set,/,
      );
      return true;
    });
  });
});
