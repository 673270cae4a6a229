import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartBundle, completeBundle, liveBundle } from '../../../../src/display/charts/chart-bundle.js';

const SPEC = {
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  data: { values: [{ a: 1 }] },
  mark: 'point',
  encoding: { x: { field: 'a', type: 'quantitative' } },
};

test('a live chart always has a picture, or JupyterLab would make and leak one at every update', () => {
  const { data, metadata } = liveBundle(SPEC, 'words');
  const png = Buffer.from(String(data['image/png']), 'base64');
  assert.equal(png.readUInt32BE(16), 1);
  assert.equal(png.readUInt32BE(20), 1);
  assert.deepEqual(metadata, { 'image/png': { width: 1, height: 1 } });
  assert.ok(!('text/html' in data));
});

test('a complete chart has its pictures, and says how large the PNG is to be shown', async () => {
  const { data, metadata } = await completeBundle(SPEC, 'words');
  const png = Buffer.from(String(data['image/png']), 'base64');
  const { width, height } = metadata!['image/png'] as { width: number; height: number };
  assert.equal(png.readUInt32BE(16), 2 * width);
  assert.equal(png.readUInt32BE(20), 2 * height);
  assert.match(String(data['image/svg+xml']), /^<svg/);
});

test('a drawing of thousands of marks is left to the PNG', async () => {
  const values = Array.from({ length: 5_000 }, (_, a) => ({ a }));
  const { data } = await completeBundle({ ...SPEC, data: { values } }, 'words');
  assert.ok('image/png' in data && !('image/svg+xml' in data));
});

test('vega itself has its own type', () => {
  const vega = { $schema: 'https://vega.github.io/schema/vega/v5.json' };
  assert.ok('application/vnd.vega.v5+json' in chartBundle(vega, '').data);
  assert.equal(typeof chartBundle(vega, '').complete, 'function');
});
