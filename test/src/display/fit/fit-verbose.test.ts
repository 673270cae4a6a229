import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitStyle } from '../../../../src/display/fit/fit-verbose.js';

test("'auto' goes by where the output goes, numbers are Keras's", () => {
  assert.equal(fitStyle('auto', 'notebook'), 'live');
  assert.equal(fitStyle('auto', 'terminal'), 'progress-line');
  assert.equal(fitStyle('auto', 'file'), 'epoch-lines');
  for (const kind of ['notebook', 'terminal', 'file'] as const) {
    assert.equal(fitStyle(0, kind), 'silent');
    assert.equal(fitStyle(false, kind), 'silent');
    assert.equal(fitStyle(1, kind), 'keras-bars');
    assert.equal(fitStyle(true, kind), 'keras-bars');
    assert.equal(fitStyle(2, kind), 'keras-lines');
  }
});

test('anything else is refused', () => {
  assert.throws(() => fitStyle(3 as never, 'file'), {
    name: 'ValueError',
    message: "fit: verbose must be 'auto', 0, 1 or 2; received 3.",
  });
});
