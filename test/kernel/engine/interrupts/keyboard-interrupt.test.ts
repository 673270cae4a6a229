import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clearSignal,
  isKeyboardInterrupt,
  KeyboardInterrupt,
  raiseSignal,
} from '../../../../kernel/engine/interrupts/keyboard-interrupt.js';
import { KeyboardInterrupt as LibraryInterrupt } from '../../../../src/support/errors.js';
import { checkInterrupt, isInterrupted, onInterrupt } from '../../../../src/support/interrupt.js';

test('the library sees the kernel’s signal, and the kernel its interrupt', () => {
  let heard = 0;
  const off = onInterrupt(() => {
    heard += 1;
  });
  raiseSignal();
  assert.equal(heard, 1);
  assert.equal(isInterrupted(), true);
  assert.throws(checkInterrupt, isKeyboardInterrupt);
  clearSignal();
  assert.equal(isInterrupted(), false);
  off();
  assert.ok(isKeyboardInterrupt(new KeyboardInterrupt()));
  assert.ok(isKeyboardInterrupt(new LibraryInterrupt()));
  assert.equal(isKeyboardInterrupt(new Error('x')), false);
});
