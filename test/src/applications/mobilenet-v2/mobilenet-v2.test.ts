import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { MobileNetV2 } from '../../../../src/applications/index.js';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input, Rescaling } from '../../../../src/layers/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-mobilenet-'));

describe('MobileNetV2', () => {
  const environment = { ...process.env };
  before(ensureReady);
  after(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes with or without new, on a tensor of the own, without tensors left behind', () => {
    const input = Input({ shape: [32, 32, 3] });
    const scaled = new Rescaling({ scale: 1 / 255 })(input);
    const options = { weights: null, includeTop: false, alpha: 0.35, inputTensor: scaled } as const;
    const model = MobileNetV2(options);
    assert.equal(model.inputs[0], input);
    assert.equal(model.layers[1]?.className, 'Rescaling');
    assert.equal(model.name, 'mobilenetv2_0.35_32');
    const count = tf.memory().numTensors;
    tf.tidy(() =>
      assert.deepEqual((model.predict(tf.ones([2, 32, 32, 3])) as tf.Tensor).shape, [2, 1, 1, 1280]),
    );
    assert.equal(tf.memory().numTensors, count);
    assert.equal(new MobileNetV2({ ...options, name: 'mine' }).name, 'mine');
    assert.throws(() => MobileNetV2({ alpha: 0.4 } as never), /alpha of 0\.35, 0\.5.*received 0\.4/);
    assert.throws(() => MobileNetV2({ alpha: -1, weights: null }), /alpha/);
  });

  it('gets the official weights of its size from a server, once', async (t) => {
    const quiet = t.mock.method(console, 'warn', () => undefined);
    const options = { includeTop: false, alpha: 0.35, inputShape: [96, 96, 3], pooling: 'avg' } as const;
    const original = MobileNetV2({ ...options, weights: null });
    mkdirSync(folder, { recursive: true });
    await original.save(join(folder, 'served.h5'));
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url as string);
      response.end(readFileSync(join(folder, 'served.h5')));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    process.env['CELLGRAD_MIRRORS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
    process.env['KERAS_HOME'] = join(folder, 'keras');
    delete process.env['CELLGRAD_DATA_DIR'];
    try {
      const model = await MobileNetV2(options);
      const again = await new MobileNetV2({ ...options, inputShape: [96, 96, 3] });
      const x = tf.randomUniform([1, 96, 96, 3], -1, 1);
      for (const one of [model, again])
        assert.deepEqual(
          (one.predict(x) as tf.Tensor).arraySync(),
          (original.predict(x) as tf.Tensor).arraySync(),
        );
      const name = 'mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5';
      assert.deepEqual(asked, [`/keras-applications/mobilenet_v2/${name}`]);
      // Weights of another width do not fit.
      await assert.rejects(MobileNetV2({ ...options, alpha: 0.5 }), /Conv1|layer/);
      assert.match(asked[1] as string, /kernels_0\.5_96_no_top\.h5$/);
      await assert.rejects(MobileNetV2({ includeTop: false, inputShape: [64, 48, 3] }), /Conv1|layer/);
      assert.match(asked[2] as string, /kernels_1\.0_224_no_top\.h5$/);
      assert.match(String(quiet.mock.calls[0]?.arguments[0]), /those for 224 are taken/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
