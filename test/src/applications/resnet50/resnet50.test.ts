import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ResNet50 } from '../../../../src/applications/index.js';
import { ensureReady } from '../../../../src/backends/choose.js';

describe('ResNet50', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-resnet-'));
  const environment = { ...process.env };
  before(ensureReady);
  after(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes nothing but the file that Keras's sum tells", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url as string);
      response.end('no weights');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    process.env['CELLGRAD_MIRRORS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
    process.env['KERAS_HOME'] = join(folder, 'keras');
    delete process.env['CELLGRAD_DATA_DIR'];
    try {
      const loading = ResNet50({ includeTop: false, inputShape: [32, 32, 3] });
      await assert.rejects(
        loading,
        /applications\.ResNet50: expected[\s\S]*4d473c1dd8becc155b73f8504c6f6626/,
      );
      const file = 'resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5';
      assert.deepEqual(asked, [`/keras-applications/resnet/${file}`]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it("refuses what Keras refuses, also MobileNetV2's options", () => {
    assert.throws(() => ResNet50({ classes: 10 }), /1000 classes/);
    assert.throws(() => ResNet50({ alpha: 1 } as never), /alpha/);
  });
});
