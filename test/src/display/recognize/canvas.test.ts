import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canvasBundle, isCanvas } from '../../../../src/display/recognize/canvas.js';

const canvas = (url: string | Promise<string>) => ({ width: 4, height: 3, toDataURL: () => url });

test('a canvas is its picture, at once or when the library has made it', async () => {
  const url = 'data:image/png;base64,aGk=';
  const shown = { 'image/png': 'aGk=', 'text/plain': 'Canvas, 4 × 3' };
  assert.deepEqual(canvasBundle(canvas(url)), { data: shown });
  const later = canvasBundle(canvas(Promise.resolve(url)));
  assert.deepEqual(later.data, { 'text/plain': 'Canvas, 4 × 3' });
  assert.deepEqual(await later.complete?.(), { data: shown });
});

test('other objects are no canvas', () => {
  assert.ok(isCanvas(canvas('')));
  for (const value of [null, 'x', {}, { width: 1, height: 1 }, { toDataURL() {} }])
    assert.ok(!isCanvas(value));
});
