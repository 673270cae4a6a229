import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { h5Group, makeGroup } from '../../../src/saving/hdf5/h5-tree.js';
import {
  readArchiveWeights,
  readKerasArchive,
  writeKerasArchive,
} from '../../../src/saving/keras-archive.js';
import { readZip, writeZip } from '../../../src/saving/zip.js';

const weights = h5Group();
makeGroup(weights, 'layers/dense/vars').children.set('0', { shape: [1], data: Float32Array.of(3) });
const text = new TextEncoder().encode('a\né');
const config = { class_name: 'Sequential', config: { name: 'm' } };

describe('.keras files', () => {
  it('have a configuration, weights, and the version of Keras', async () => {
    const bytes = await writeKerasArchive({
      config,
      weights,
      assets: { 'layers/lookup/vocabulary.txt': text },
    });
    const metadata = JSON.parse(Buffer.from(readZip(bytes, 'm').get('metadata.json')!).toString());
    assert.match(metadata.keras_version, /^3\./);
    assert.match(metadata.date_saved, /^\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d$/);
    const again = await readKerasArchive(bytes, 'm.keras');
    assert.deepEqual(again.config, config);
    assert.deepEqual(again.assets, { 'layers/lookup/vocabulary.txt': text });
    assert.deepEqual(makeGroup(again.weights, 'layers/dense/vars'), makeGroup(weights, 'layers/dense/vars'));
    assert.deepEqual(await readArchiveWeights(bytes, 'm.keras'), again.weights);
  });

  it('without a part, or with other parts, are refused', async () => {
    const part = (name: string, value: string) => writeZip({ [name]: Buffer.from(value) });
    await assert.rejects(
      readKerasArchive(part('a.txt', 'x'), 'm.keras'),
      /m.keras: expected .* entry config.json; it has a.txt/,
    );
    await assert.rejects(
      readKerasArchive(part('config.json', '{'), 'm.keras'),
      /expected JSON in config.json/,
    );
    await assert.rejects(
      readKerasArchive(part('config.json', '[]'), 'm.keras'),
      /expected the configuration of a model/,
    );
    const only = part('config.json', JSON.stringify(config));
    await assert.rejects(readKerasArchive(only, 'm.keras'), /entry model.weights.h5/);
  });
});
