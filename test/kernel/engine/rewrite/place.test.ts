import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import { fileParameter, placeOf } from '../../../../kernel/engine/rewrite/place.js';

test('a place is the file of the script and the offset of a node', () => {
  const [first] = parse('  a', { ecmaVersion: 'latest' }).body;
  assert.equal(placeOf('$', first!), `${fileParameter('$')}, 2`);
});
