import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyboardInterrupt, ShapeError, ValueError } from '../../../src/support/errors.js';

test('an error carries its fix in the message and by itself', () => {
  const error = new ValueError('Dense: units must be 1.', { fix: 'units: 1', cause: 'x' });
  assert.equal(error.message, 'Dense: units must be 1.\nFix: units: 1');
  assert.equal(error.fix, 'units: 1');
  assert.equal(error.cause, 'x');
  assert.equal(error.name, 'ValueError');
  assert.ok(!('fix' in new ValueError('plain')) || new ValueError('plain').fix === undefined);
});

test('the kinds can be told apart', () => {
  assert.ok(new ShapeError('x') instanceof ValueError);
  assert.equal(new ShapeError('x').name, 'ShapeError');
  assert.equal(new KeyboardInterrupt().name, 'KeyboardInterrupt');
  assert.ok(!(new KeyboardInterrupt() instanceof ValueError));
});
