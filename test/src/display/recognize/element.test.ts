import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementBundle, isElement } from '../../../../src/display/recognize/element.js';

test('markup of an element, SVG under its own type', () => {
  assert.deepEqual(elementBundle({ tagName: 'P', outerHTML: '<p>a</p>' }).data, {
    'text/html': '<p>a</p>',
    'text/plain': 'a',
  });
  assert.ok('image/svg+xml' in elementBundle({ tagName: 'svg', outerHTML: '<svg></svg>' }).data);
});

test('other objects are no elements', () => {
  for (const value of [null, 'x', {}, { outerHTML: 'x' }, { tagName: 'P', outerHTML: 1 }])
    assert.ok(!isElement(value));
});
