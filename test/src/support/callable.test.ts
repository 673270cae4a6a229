import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Callable } from '../../../src/support/callable.js';

export interface Adder {
  (x: number): number;
}
export class Adder extends Callable {
  readonly name = 'adder';
  readonly length = 'any';
  constructor(readonly by: number) {
    super();
  }
  call(x: number): number {
    return x + this.by;
  }
  override invoke(x: number): number {
    return this.call(x);
  }
}
class Doubler extends Adder {
  override call(x: number): number {
    return 2 * super.call(x);
  }
}

test('an instance is a function with the class of its constructor', () => {
  const add = new Adder(2);
  assert.equal(add(3), 5);
  assert.equal(typeof add, 'function');
  assert.ok(add instanceof Adder);
  assert.equal(add.constructor, Adder);
});

test('subclasses override methods; fields that functions have too are the instance own', () => {
  const double = new Doubler(1);
  assert.equal(double(3), 8);
  assert.equal(double.name, 'adder');
  assert.equal(double.length, 'any');
  assert.ok(double instanceof Adder && double instanceof Doubler);
});

test('it is printed as an object', () => {
  assert.match(inspect(new Adder(2)), /^Adder \{ by: 2, name: 'adder'/);
  assert.doesNotMatch(inspect(new Adder(2)), /\[Function/);
});
