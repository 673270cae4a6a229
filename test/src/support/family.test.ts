import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Family } from '../../../src/support/family.js';

class Shape {
  constructor(readonly options: { sides?: number } = {}) {}
}
class Square extends Shape {}
class FromFunction extends Shape {
  constructor(readonly fn: () => number) {
    super();
  }
}

const family = new Family<Shape>('shape', Shape, (fn) => new FromFunction(fn as () => number));
family.register(Square, ['box']);

test('an instance comes from a name, an alias, a configuration, a class, a function or itself', () => {
  assert.ok(family.get('square') instanceof Square);
  assert.ok(family.get('BOX') instanceof Square);
  assert.deepEqual(family.get({ class_name: 'Square', config: { sides: 4 } }).options, { sides: 4 });
  assert.ok(family.get(Square) instanceof Square);
  assert.ok(family.get(() => 1) instanceof FromFunction);
  const own = new Square();
  assert.equal(family.get(own), own);
});

test('anything else is an error that says what is taken', () => {
  assert.throws(
    () => family.get('sqare'),
    /shape: expected a known name; received "sqare"\. Did you mean Square\?/,
  );
  assert.throws(() => family.get(3), /a configuration, a function or an instance of Shape; received 3/);
});
