// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiledText } from '../../../../kernel/engine/assist/function-text.js';
import { withSession } from '../harness.js';

test('a function gives the JavaScript that was written, without calls of the kernel', () =>
  withSession(async (bench) => {
    const value = async (code: string) => JSON.parse(JSON.stringify(String((await bench.run(code)).text)));
    assert.equal(
      await value('async function load(a: number) { return await a; }\nString(load).replace(/\\s+/g, " ")'),
      "'async function load(a) { return await a; }'",
    );
    assert.equal(await value('const js = async (a) => await a + 1; `${js}`'), "'async (a) => await a + 1'");
    assert.equal(await value('class A { m() { throw 1 } } A.prototype.m.toString()'), "'m() { throw 1 }'");
    assert.equal(await value('String(A)'), "'class A { m() { throw 1 } }'");
    // What has none is V8's affair.
    assert.equal(await value('((a) => a).toString()'), "'(a) => a'");
    assert.equal(await value('Function.prototype.toString.toString()'), "'function () { [native code] }'");
    assert.equal(
      await value('try { Function.prototype.toString.call(1) } catch (e) { e.name }'),
      'undefined',
    );
    assert.equal(
      await value(
        'let name = ""; try { Function.prototype.toString.call({}) } catch (e) { name = e.name } name',
      ),
      "'TypeError'",
    );
    assert.equal(await value('await (0, eval)(`(${js})`)(1)'), '2');
    assert.match(compiledText(Math.max), /native code/);
  }));

test('the usual text comes back with the end of a session', async () => {
  const before = Function.prototype.toString;
  await withSession(async () => assert.notEqual(Function.prototype.toString, before));
  assert.equal(Function.prototype.toString, before);
});
