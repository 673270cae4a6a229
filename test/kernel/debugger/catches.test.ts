import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catchesAt, offsetOf } from '../../../kernel/debugger/catches.js';

/** Whether what is thrown at each `throw` is caught there. */
function caught(script: string): boolean[] {
  return [...script.matchAll(/throw/g)].map(({ index }) => catchesAt(script, index));
}

test('only a catch around the place, in the same function, catches', () => {
  const script = `
    try { throw 1 } catch { throw 2 } finally { throw 3 }
    try { throw 4 } finally {}
    try { (() => { throw 5 })() } catch {}
    function f() { try { try { throw 6 } finally { throw 7 } } catch (e) { throw e } }
    try { class A { static { throw 8 } } } catch {}`;
  assert.deepEqual(caught(script), [true, false, false, false, false, true, true, false, false]);
});

test('modules and bodies of CommonJS are read, too', () => {
  assert.deepEqual(caught("import a from 'b'; try { await a; throw a } catch {}"), [true]);
  assert.deepEqual(caught('with (a) { try { throw a } catch {} } return 1'), [true]);
});

test('what cannot be read catches nothing', () => {
  assert.deepEqual(caught(`try { throw a } catch {} ${'('.repeat(20_000)}${')'.repeat(20_000)}`), [false]);
});

test('lines and columns count from 0', () => {
  assert.equal(offsetOf('ab\ncd\nef', 0, 1), 1);
  assert.equal(offsetOf('ab\ncd\nef', 2, 1), 7);
});
