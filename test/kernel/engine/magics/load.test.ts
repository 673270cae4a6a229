import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%load puts a file or an address into the cell', () =>
  withSession(async (bench) => {
    writeFileSync(join(bench.folder, 'a.ts'), 'const a = 1;\n');
    const { outcome } = await bench.run('%load a.ts');
    assert.deepEqual(outcome.status === 'ok' && outcome.payload, [
      { source: 'set_next_input', text: '// %load a.ts\nconst a = 1;\n', replace: true },
    ]);
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/there' ? 200 : 404;
      response.end('from afar');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const far = await bench.run(`%load ${address}/there`);
      assert.match(JSON.stringify(far.outcome), /from afar/);
      assert.match((await bench.run(`%load ${address}/gone`)).error ?? '', /answered 404 Not Found$/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
    assert.match((await bench.run('%load gone.ts')).error ?? '', /ENOENT/);
    assert.match((await bench.run('%load')).error ?? '', /received nothing/);
  }));
