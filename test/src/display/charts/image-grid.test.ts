import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageTiles } from '../../../../src/display/charts/image-data.js';
import { ImageGrid } from '../../../../src/display/charts/image-grid.js';
import { DISPLAY } from '../../../../src/display/displayable.js';
import { compileStrictly } from './compile.js';

const html = (shape: readonly number[]) => {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const grid = new ImageGrid(imageTiles({ shape, dataSync: () => values }, {}));
  compileStrictly(grid.spec);
  return String(grid[DISPLAY]().data['text/html']);
};

test('small images are enlarged by whole factors, large ones shown smaller', () => {
  assert.match(html([1, 8, 8]), /<img width="64" height="64"/);
  assert.match(html([1, 28, 28]), /<img width="56" height="56"/);
  assert.match(html([1, 32, 64, 3]), /<img width="64" height="32"/);
  assert.match(html([1, 304, 304, 3]), /<img width="152" height="152"/);
});

test('the picture is in the page: no other file is needed', () => {
  assert.match(html([2, 8, 8]), /src="data:image\/png;base64,iVBOR/);
  assert.doesNotMatch(html([2, 8, 8]), /figcaption/);
});
