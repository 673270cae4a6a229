import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAGICS } from '../../../../kernel/engine/magics/table.js';

test('every magic of the design is there under its own name, in one sentence', () => {
  assert.equal(
    [...MAGICS.keys()].sort().join(' '),
    'backend cd distribute env help html load markdown npm reset script tensorboard time timeit types who writefile',
  );
  for (const [name, magic] of MAGICS) {
    assert.equal(name, magic.name);
    assert.match(magic.summary, /^[A-Z].*\.$/);
    assert.ok(magic.kinds.length > 0);
  }
});
