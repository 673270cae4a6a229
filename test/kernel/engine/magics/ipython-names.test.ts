import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixForIPython } from '../../../../kernel/engine/magics/ipython-names.js';
import { MAGICS } from '../../../../kernel/engine/magics/table.js';

test("IPython's magics are told in those that are there", () => {
  assert.equal(fixForIPython('bash'), '%%script bash');
  assert.ok(MAGICS.has('script') && MAGICS.has('npm') && MAGICS.has('help'));
  for (const name of MAGICS.keys()) assert.equal(fixForIPython(name), undefined, name);
  assert.equal(fixForIPython('toString'), undefined);
});
