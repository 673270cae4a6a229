import { test } from 'node:test';
import { use } from '../src/backends/choose.js';
import { checkLayerGradients, LAYERS } from './layer-gradients.js';
import { nativeMissing } from './native.js';
import { share } from './share.js';

for (const backend of ['wasm', 'native'] as const)
  test(`gradients of layers on ${backend} agree with central differences`, {
    skip: backend === 'native' && nativeMissing,
  }, async (t) => {
    await use(backend);
    for (const name of share(LAYERS, 16)) await t.test(name, () => checkLayerGradients(name));
  });
