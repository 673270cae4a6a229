import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { Names, restore } from '../../../kernel/engine/names.js';

const evaluate = (code: string): unknown => new vm.Script(code).runInThisContext();

test('names become variables of the script scope, once', () => {
  const names = new Names();
  names.declare(
    new Map([
      ['namesTestA', true],
      ['namesTestB', false],
    ]),
    new Map(),
  );
  evaluate('namesTestA = 1');
  names.declare(new Map([['namesTestA', false]]), new Map());
  assert.equal(names.read('namesTestA'), 1);
  assert.deepEqual([...names.constants], []);
  assert.deepEqual(
    [names.has('namesTestB'), names.has('namesTestC'), names.has('Array')],
    [true, false, true],
  );
});

test('a variable that the user’s own script declared is taken over', () => {
  evaluate('let namesTestOwn = 5');
  const names = new Names();
  names.declare(
    new Map([
      ['namesTestOwn', false],
      ['namesTestNew', false],
    ]),
    new Map(),
  );
  assert.equal(names.read('namesTestOwn'), 5);
  assert.equal(evaluate('namesTestNew'), undefined);
});

test('shadows stay off the global scope', () => {
  const names = new Names();
  assert.equal(names.isPlatform('URL'), true);
  assert.equal(names.isPlatform('tf'), false);
  names.declare(new Map(), new Map([['URL', true]]));
  names.shadows['URL'] = 'mine';
  assert.equal(names.read('URL'), 'mine');
  assert.equal(evaluate('URL'), URL);
  names.reset();
  assert.equal(names.read('URL'), URL);
});

test('reset gives variables the value of the global of their name', () => {
  const names = new Names();
  Object.defineProperty(globalThis, 'namesTestGlobal', { value: 'global', configurable: true });
  names.declare(
    new Map([
      ['namesTestGlobal', true],
      ['namesTestGone', true],
    ]),
    new Map(),
  );
  evaluate('namesTestGlobal = 1; namesTestGone = 2');
  names.reset();
  assert.deepEqual(
    [names.read('namesTestGlobal'), names.read('namesTestGone'), names.own.size],
    ['global', undefined, 0],
  );
  restore('namesTestNeverDeclared');
  Reflect.deleteProperty(globalThis, 'namesTestGlobal');
});
