import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isVegaChart, isVegaSpec, specOf, vegaBundle } from '../../../../src/display/recognize/vega-spec.js';

const $schema = 'https://vega.github.io/schema/vega-lite/v5.json';

test('a specification says by $schema what it is', () => {
  assert.ok(isVegaSpec({ $schema }));
  assert.ok(isVegaSpec({ $schema: 'https://vega.github.io/schema/vega/v6.json' }));
  for (const value of [null, {}, { $schema: 1 }, { $schema: 'https://json-schema.org/schema' }]) {
    assert.ok(!isVegaSpec(value));
  }
});

test('a chart of another library gives its specification', () => {
  const chart = { toSpec: () => ({ mark: 'bar' }) };
  assert.ok(isVegaChart(chart) && isVegaChart(Object.assign(() => {}, chart)) && !isVegaChart({ toSpec: 1 }));
  assert.deepEqual(specOf(chart), { $schema, mark: 'bar' });
  const vega = { $schema: 'https://vega.github.io/schema/vega/v6.json', marks: [] };
  assert.equal(specOf({ toSpec: () => vega }), vega);
  for (const other of [null, 'text', { openapi: '3.1' }])
    assert.equal(specOf({ toSpec: () => other }), undefined);
});

test('its text is its description or title', () => {
  const text = (extra: object) => vegaBundle({ $schema, ...extra }).data['text/plain'];
  assert.equal(text({}), 'Chart (vega-lite)');
  assert.equal(text({ title: 'A' }), 'Chart (vega-lite): A');
  assert.equal(text({ title: { text: 'B' } }), 'Chart (vega-lite): B');
  assert.equal(text({ title: 'A', description: 'C' }), 'Chart (vega-lite): C');
});
