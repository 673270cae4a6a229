import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { Names, restore } from '../../../../kernel/engine/names/names.js';

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

test('what got no value in a cell that failed means what it meant', () => {
  const names = new Names();
  const none = new Map<string, boolean>();
  names.declare(
    new Map([['layers', true]]),
    new Map([
      ['URL', true],
      ['fetch', true],
    ]),
  );
  names.shadows['fetch'] = 1;
  names.takeBack();
  assert.deepEqual(
    [[...names.own], [...names.shadowNames], [...names.constants]],
    [[], ['fetch'], ['fetch']],
  );
  assert.equal(names.read('URL'), URL);
  names.declare(new Map([['namesTestKept', false]]), none);
  evaluate('namesTestKept = 1');
  names.declare(new Map([['namesTestKept', true]]), none);
  names.takeBack();
  assert.deepEqual([names.read('namesTestKept'), names.constants.has('namesTestKept')], [1, false]);
  names.declare(new Map([['namesTestKept', true]]), none);
  evaluate('namesTestKept = 2');
  names.takeBack();
  assert.equal(names.constants.has('namesTestKept'), true);
  names.declare(new Map([['namesTestUnset', true]]), none);
  names.takeBack();
  assert.deepEqual([names.own.has('namesTestUnset'), names.valued.has('namesTestUnset')], [true, false]);
  evaluate('namesTestUnset = 3');
  assert.equal(names.valued.has('namesTestUnset'), true);
  names.reset();
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
