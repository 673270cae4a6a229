import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { BACKBONE_OPTIONS, checkBackbone } from '../../../src/applications/backbone-options.js';
import { finishBackbone } from '../../../src/applications/finish-backbone.js';
import { ensureReady } from '../../../src/backends/choose.js';
import { Conv2D, Input } from '../../../src/layers/index.js';
import type { Model } from '../../../src/models/index.js';

before(ensureReady);

const file = { name: 'none.h5', server: 'https://example.invalid', path: 'x', md5: null };

function finish(options: object): Model | Promise<Model> {
  const backbone = checkBackbone('Test', options, BACKBONE_OPTIONS, 224);
  const input = Input({ shape: [32, 32, 3] });
  const features = new Conv2D({ filters: 4, kernelSize: 3 })(input);
  const poolingNames = { avg: 'avg_pool', max: 'max_pool' };
  return finishBackbone(input, features, backbone, { where: 'Test', name: 'test', poolingNames, file });
}

test('a classifier, pooling, or neither', () => {
  const ends = (options: object) => {
    const model = finish({ weights: null, ...options }) as Model;
    return [model.layers.at(-1)?.name.replace(/_\d+$/, ''), (model.output as { shape: unknown }).shape];
  };
  assert.deepEqual(ends({ classes: 7 }), ['predictions', [null, 7]]);
  assert.deepEqual(ends({ includeTop: false, pooling: 'avg' }), ['avg_pool', [null, 4]]);
  assert.deepEqual(ends({ includeTop: false, pooling: 'max' }), ['max_pool', [null, 4]]);
  assert.deepEqual(ends({ includeTop: false }), ['conv2d', [null, 30, 30, 4]]);
});

test('with weights it is a promise, which says so where it is taken for the model', async () => {
  const promise = finish({ weights: 'nowhere.h5', includeTop: false }) as Promise<Model>;
  assert.throws(
    () => (promise as unknown as Model).layers,
    /a promise of it[\s\S]*const model = await Test\(\)/,
  );
  await assert.rejects(promise, /nowhere\.h5/);
});
