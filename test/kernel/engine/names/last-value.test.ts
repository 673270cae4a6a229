import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LastValue } from '../../../../kernel/engine/names/last-value.js';
import { Names } from '../../../../kernel/engine/names/names.js';
import { withSession } from '../harness.js';

test('_ is the last value, where nobody gives the name another meaning', () => {
  const names = new Names();
  const last = new LastValue(names);
  const read = () => names.read('_');
  assert.equal(read(), undefined);
  last.note(1);
  last.note(undefined);
  assert.equal(read(), 1);
  assert.ok(!Object.keys(globalThis).includes('_'));
  Reflect.set(globalThis, '_', 'assigned');
  last.note(2);
  assert.equal(read(), 'assigned');
  Reflect.set(globalThis, '_', undefined);
  last.note(2);
  assert.equal(read(), 2);
  last.forget();
  last.note(null);
  assert.equal(read(), null);
  names.write('_', 'declared');
  last.note(3);
  assert.equal(read(), 'declared');
});

test('cells read the last value as _', () =>
  withSession(async (bench) => {
    const cells = [
      '6 * 7',
      '_ + 1',
      'const silent = 1',
      '_',
      'throw 1',
      '(() => _)()',
      'await _',
      '%time _ * 2',
    ];
    const shown = ['42', '43', undefined, '43', 'Uncaught: 1 was thrown', '43', '43', '86'];
    assert.deepEqual(await bench.all(cells), shown);
    await bench.run('5', { silent: true });
    await bench.run('let list = [1, 2]', { userExpressions: { a: '7' } });
    assert.equal((await bench.run('_')).text, '86');
    assert.equal((await bench.run('%who')).stdout.includes('_ '), false);
    // What a front end completes from values.
    await bench.run('({ inside: 1 })');
    assert.deepEqual(bench.session.complete('_.in', 4).matches, ['inside']);
  }));

test('a name of the user’s own wins, until %reset', () =>
  withSession(async (bench) => {
    await bench.run('1');
    // It failed, so the name means what it meant.
    await bench.run("const _ = require('not-there-at-all')");
    assert.equal((await bench.run('_')).text, '1');
    assert.deepEqual(await bench.all(["import _ from 'node:path'", '2', '_.sep']), [undefined, '2', "'/'"]);
    assert.deepEqual(await bench.all(['%reset', '_', '3', '_']), [undefined, undefined, '3', '3']);
    assert.deepEqual(await bench.all(['let _ = 4', '5', '_']), [undefined, '5', '4']);
    assert.deepEqual(await bench.all(['%reset', '6', '_ = 7', '8', '_']), [undefined, '6', '7', '8', '7']);
  }));
