import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callIt,
  checkChoice,
  checkFinite,
  checkInteger,
  checkNaturalNumber,
  checkNumber,
  checkOptions,
  checkPositiveInteger,
  checkRange,
  show,
} from '../../../src/support/check.js';

test('an unknown option names the near ones', () => {
  const options = { unit: 3 };
  assert.throws(() => checkOptions('Dense', options, ['units', 'activation']), {
    name: 'ValueError',
    message: 'Dense: unknown option unit; did you mean units?\nFix: use one of units, activation',
  });
  assert.throws(() => checkOptions('Flatten', { zzz: 1 }, []), /Flatten takes no options/);
  assert.deepEqual(checkOptions('Dense', { units: 1 }, ['units']), { units: 1 });
});

test('options that are no object show the form that is meant', () => {
  assert.throws(() => checkOptions('Dense', 64 as never, ['units']), /Fix: Dense\(\{ units: 64 \}\)/);
  assert.throws(() => checkOptions('Dense', [64] as never, ['units']), /received \[64\]/);
});

test('numbers are checked, and the error says what was expected and received', () => {
  assert.equal(checkPositiveInteger('Dense', 'units', 3), 3);
  assert.throws(() => checkPositiveInteger('Dense', 'units', -3), {
    message: 'Dense: units must be a positive integer; received -3.',
  });
  assert.throws(() => checkPositiveInteger('Dense', 'units', '3'), /received "3"/);
  assert.equal(checkNaturalNumber('x', 'n', 0), 0);
  assert.throws(() => checkNaturalNumber('x', 'n', -1), /an integer of at least 0/);
  assert.equal(checkInteger('x', 'axis', -1), -1);
  assert.throws(() => checkInteger('x', 'axis', 0.5), /an integer/);
  assert.throws(() => checkFinite('x', 'n', Number.NaN), /a finite number; received NaN/);
  assert.equal(checkRange('x', 'rate', 1, 0, 1), 1);
  assert.throws(() => checkRange('x', 'rate', 2, 0, 1), /in \[0, 1\]; received 2/);
  assert.throws(() => checkRange('x', 'rate', -1, 0, Infinity), /at least 0/);
  assert.throws(() => checkNumber('x', 'n', 3, 'even', (n) => n % 2 === 0), /must be even/);
});

test('choices are listed, the nearest is the fix', () => {
  assert.equal(checkChoice('Conv2D', 'padding', 'same', ['valid', 'same']), 'same');
  assert.throws(
    () => checkChoice('Conv2D', 'padding', 'sane', ['valid', 'same']),
    /one of 'valid', 'same'; received "sane"\.\nFix: padding: 'same'/,
  );
});

test('values are shown shortly', () => {
  assert.equal(show([1, 'a', null]), '[1, "a", null]');
  assert.equal(show({ a: 1, b: 2 }), '{ a, b }');
  assert.equal(show(new Map()), 'an instance of Map');
  assert.equal(show(Array.from({ length: 20 }, (_, i) => i)), '[0, 1, 2, 3, 4, 5, 6, 7, ... 20 items]');
  assert.equal(show(5n), '5n');
  assert.equal(
    show(function named() {}),
    'function named',
  );
});

test('a method in place of what it gives is called', () => {
  assert.deepEqual(callIt('x'.trim), { fix: 'trim()' });
  assert.deepEqual(callIt(3), {});
  assert.deepEqual(callIt(Object.setPrototypeOf(() => 1, { constructor: Map })), {});
});
