import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCell } from '../../../../kernel/engine/compile.js';
import { withSession } from '../harness.js';

/** The loops of a cell as its script has them. */
const script = (code: string) => compileCell(`${code}\n0`).script.split('\n')[1];

test('a loop that calls something calls JavaScript in each turn', () => {
  assert.equal(script('for (;;) f();'), 'for (;;) {$cg.turn();f();}');
  assert.equal(script('while (f()) { a++ }'), 'while (f()) {$cg.turn(); a++ };');
  assert.equal(script('do a.b(); while (c)'), 'do {$cg.turn();a.b();} while (c);');
  assert.equal(
    script('for (const k in o) for (const v of l) new V(v);'),
    'for (const k in o) {$cg.turn();for (const v of l) {$cg.turn();new V(v);}}',
  );
  assert.equal(script('for (;;) ;'), 'for (;;) ;');
  assert.equal(script('while (n < 5) n += x'), 'while (n < 5) n += x;');
  assert.equal(script('(() => { for (;;) f() })();'), '(() => { for (;;) {$cg.turn();f()} })();');
});

test('loops mean what they mean', () =>
  withSession(async (bench) => {
    const text = async (code: string) => (await bench.run(code)).text;
    assert.equal(
      await text(
        'let s = ""; a: for (const i of [0, 1, 2]) b: for (let j = 0; j < 3; j++) { if (j > i) continue a; s += String(i) } s',
      ),
      "'011222'",
    );
    assert.equal(
      await text(
        's = ""; for (var i = 0; i < 2; i++) if (i) s += String(i); else for (const c of "xy") s += c.toUpperCase()\ns',
      ),
      "'XY1'",
    );
    assert.equal(await text('s = ""; do s += String(s.length)\nwhile (s.length < 3)\ns'), "'012'");
    assert.equal(await text('s = ""; for (const p of [1, 2]) s += await Promise.resolve(p)\ns'), "'12'");
    assert.equal(await text('s = ""; for await (const p of [1, 2]) s += String(p)\ns'), "'12'");
    assert.equal(
      await text('while (true) try { throw Error("x") } catch (e) { s = String(e); break }\ns'),
      "'Error: x'",
    );
    assert.equal(
      await text(
        'var fs: (() => number)[] = []; for (let k = 0; k < 2; k++) fs.push(() => k); fs.map((f) => f())',
      ),
      '[ 0, 1 ]',
    );
  }));
