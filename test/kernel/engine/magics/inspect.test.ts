import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectMagic } from '../../../../kernel/engine/magics/inspect.js';

test('a magic says how it is called; its argument is none', () => {
  const text = inspectMagic('a;\n%timeit x', 6)?.data['text/plain'];
  assert.match(String(text), /^%timeit .*code\n%%timeit .*\nRuns code many times/);
  assert.equal(inspectMagic('%timeit x', 9), undefined);
  assert.equal(inspectMagic('%nothing', 3), undefined);
  assert.equal(inspectMagic('a % time', 6), undefined);
});
