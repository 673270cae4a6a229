import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MapGrid } from '../../../../src/display/charts/map-grid.js';
import { compileStrictly } from './compile.js';

test('values become pixels by a colour, and figures in the text', () => {
  const seen: number[] = [];
  const chart = new MapGrid(
    [{ index: 3, width: 2, height: 1, values: [-1, 2] }],
    { state: 'conv: 2 channels', details: 'bright: much', noun: 'channel', total: 2 },
    (value) => {
      seen.push(value);
      return [value + 1, 0, 0];
    },
  );
  assert.deepEqual(seen, [-1, 2]);
  compileStrictly(chart.spec);
  assert.match(JSON.stringify(chart.spec), /channel 3: \u22121 to 2/);
  assert.match(chart.toString(80), /3 +−1 +0\.5 +2 .*\n\(1 more channel not shown\)/);
});
