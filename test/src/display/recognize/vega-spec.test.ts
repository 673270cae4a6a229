import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isVegaSpec, vegaBundle } from '../../../../src/display/recognize/vega-spec.js';

const $schema = 'https://vega.github.io/schema/vega-lite/v5.json';

test('a specification says by $schema what it is', () => {
  assert.ok(isVegaSpec({ $schema }));
  assert.ok(isVegaSpec({ $schema: 'https://vega.github.io/schema/vega/v6.json' }));
  for (const value of [null, {}, { $schema: 1 }, { $schema: 'https://json-schema.org/schema' }]) {
    assert.ok(!isVegaSpec(value));
  }
});

test('its text is its description or title', () => {
  const text = (extra: object) => vegaBundle({ $schema, ...extra }).data['text/plain'];
  assert.equal(text({}), 'Chart (vega-lite)');
  assert.equal(text({ title: 'A' }), 'Chart (vega-lite): A');
  assert.equal(text({ title: { text: 'B' } }), 'Chart (vega-lite): B');
  assert.equal(text({ title: 'A', description: 'C' }), 'Chart (vega-lite): C');
});
