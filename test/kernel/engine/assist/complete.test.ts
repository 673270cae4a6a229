// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Bench, withSession } from '../harness.js';

/** Completes at the `|` in a text. */
function at(bench: Bench, marked: string): { matches: readonly string[]; start: number; end: number } {
  const cursor = marked.indexOf('|');
  const { matches, cursor_start, cursor_end } = bench.session.complete(marked.replace('|', ''), cursor);
  return { matches, start: cursor_start, end: cursor_end };
}

test('members by prefix, from the member’s first character', () =>
  withSession(async (bench) => {
    await bench.run(
      'const box = { alpha: 1, album: { beta: 2 }, list: [{ deep: 3 }], _hidden: 4, "no-name": 5 }',
    );
    assert.deepEqual(at(bench, 'f(box.al|)'), { matches: ['album', 'alpha'], start: 6, end: 8 });
    assert.deepEqual(at(bench, 'box.album.b|').matches, ['beta']);
    assert.deepEqual(at(bench, 'box?.album!.b|').matches, ['beta']);
    assert.deepEqual(at(bench, 'box.list[0].d|').matches, ['deep']);
    assert.deepEqual(at(bench, "box['album'].b|").matches, ['beta']);
    assert.deepEqual(at(bench, 'box.|').matches.slice(0, 3), ['album', 'alpha', 'list']);
    assert.equal(at(bench, 'box.|').matches.includes('_hidden'), false);
    assert.deepEqual(at(bench, 'box._h|').matches, ['_hidden']);
    assert.ok(at(bench, 'box.list.pu|').matches.includes('push'));
    assert.deepEqual(at(bench, 'box\n  .alp|').matches, ['alpha']);
  }));

test('nothing of the user’s runs', () =>
  withSession(async (bench) => {
    await bench.run(`
      let touched = 0;
      const trap = { get inner() { touched++; return { x: 1 } }, call() { touched++; return { y: 1 } } };
      const proxy = new Proxy({}, { get() { touched++ }, ownKeys() { touched++; return [] } });`);
    assert.deepEqual(at(bench, 'trap.inn|').matches, ['inner']);
    assert.deepEqual(at(bench, 'trap.inner.|').matches, []);
    assert.deepEqual(at(bench, 'trap.call().|').matches, []);
    assert.deepEqual(at(bench, 'proxy.|').matches, []);
    assert.deepEqual(at(bench, 'proxy.a.b|').matches, []);
    assert.equal((await bench.run('touched')).text, '0');
  }));

test('names: the user’s, the globals, the platform’s, words of the language', () =>
  withSession(async (bench) => {
    await bench.run('const modelled = 1; const URL = "u"');
    assert.deepEqual(at(bench, 'const modern = mode|').matches, ['modelled', 'modern', 'models']);
    assert.deepEqual(at(bench, 'struc|').matches, ['structuredClone']);
    assert.deepEqual(at(bench, 'instanc|').matches, ['instanceof']);
    assert.ok(at(bench, '[...mode|').matches.includes('modelled'));
    for (const none of ['a: for (;;) { break mode|', 'continue |', 'class A { mode|', 'interface I { mode|'])
      assert.deepEqual(at(bench, none).matches, [], none);
    assert.ok(at(bench, 'class A { m = mode|').matches.includes('modelled'));
    assert.ok(at(bench, '(URL as any).sl|').matches.includes('slice'));
    assert.ok(at(bench, 'URL.sl|').matches.includes('slice'));
    assert.deepEqual(at(bench, '12|').matches, []);
    assert.deepEqual(at(bench, '1.5.to|').matches, []);
    assert.ok(at(bench, '|').matches.includes('modelled'));
  }));

test('letters beyond ASCII, and text before the cursor in UTF-16 units', () =>
  withSession(async (bench) => {
    await bench.run('const größe = { länge: 1 }');
    assert.deepEqual(at(bench, '"😀"; größe.lä|'), { matches: ['länge'], start: 12, end: 14 });
  }));

test('between the braces of an import: what the module exports, loaded or not', () =>
  withSession(async (bench) => {
    const write = (name: string, text: string) => writeFileSync(join(bench.folder, name), text);
    write(
      'helper.ts',
      'export const beta = 1; export interface Box {}\nexport default 1; export * from "./more.js"',
    );
    write('more.js', 'export function bake() {}\nexport class Bun {}');
    mkdirSync(join(bench.folder, 'node_modules/plain'), { recursive: true });
    write('node_modules/plain/package.json', '{ "name": "plain", "main": "main.js" }');
    write('node_modules/plain/main.js', 'exports.boil = () => 1; exports.bread = 2;');
    assert.deepEqual(at(bench, 'import { | } from "./helper"').matches, ['Box', 'Bun', 'bake', 'beta']);
    assert.deepEqual(at(bench, 'import one, { beta, ba| } from "./helper.ts"').matches, ['bake']);
    assert.deepEqual(at(bench, 'export { B| } from "./more"').matches, ['Bun']);
    assert.deepEqual(at(bench, 'import { b| } from "plain"').matches, ['boil', 'bread']);
    assert.deepEqual(at(bench, 'import { Seq| } from "cellgrad"').matches, ['Sequential']);
    assert.deepEqual(at(bench, 'import { b| } from "./nothing"').matches, []);
    write('helper.ts', 'export const bold = 1;');
    assert.deepEqual(at(bench, 'import type { b| } from "./helper"').matches, ['bold']);
  }));

test('keys in brackets, what is imported, nothing in texts and comments', () =>
  withSession(async (bench) => {
    writeFileSync(join(bench.folder, 'helper.ts'), '');
    await bench.run('const box = { alpha: 1, "no-name": 5, inner: { "a b": 1 } }');
    assert.deepEqual(at(bench, 'box["|"]').matches.slice(0, 3), ['alpha', 'inner', 'no-name']);
    assert.deepEqual(at(bench, "box['no|"), { matches: ['no-name'], start: 5, end: 7 });
    assert.deepEqual(at(bench, 'box.inner?.["a|').matches, ['a b']);
    assert.deepEqual(at(bench, 'import h from "./he|"').matches, ['./helper.ts']);
    assert.deepEqual(at(bench, 'await import("node:fs/pro|").matches'), {
      matches: ['node:fs/promises'],
      start: 14,
      end: 25,
    });
    assert.deepEqual(at(bench, 'import { existsS| } from "fs"').matches, ['existsSync']);
    assert.deepEqual(at(bench, '"box.al|').matches, []);
    assert.deepEqual(at(bench, '// box.al|').matches, []);
    assert.deepEqual(at(bench, '`box.al|').matches, []);
    assert.deepEqual(at(bench, '"a".replace(/box.al|/g, "")').matches, []);
    assert.deepEqual(at(bench, '1 / box.al|').matches, ['alpha']);
    assert.deepEqual(at(bench, '`${box.al|}`').matches, ['alpha']);
    assert.deepEqual(at(bench, '"abc".toUpper|').matches, ['toUpperCase']);
    assert.deepEqual(at(bench, 'x = [1, 2].flatM|').matches, ['flatMap']);
    assert.deepEqual(at(bench, 'box|').matches, ['box']);
    assert.deepEqual(at(bench, 'requir|').matches, ['require']);
  }));

test('the library is loaded for who asks about it first', () => {
  let loads = 0;
  const library = () => Promise.resolve({ tf: { add: ++loads } });
  return withSession(
    async (bench) => {
      assert.equal(bench.session.loadFor('Math.', 5), undefined);
      await bench.session.loadFor('tf.', 3);
      assert.deepEqual(at(bench, 'tf.a|').matches, ['add']);
      assert.equal(bench.session.loadFor('tf.add(', 7), undefined);
      assert.equal(loads, 1);
    },
    { library },
  );
});

test('what objects of the library hand out is read, and nothing of what computes or is a class’s of the user', () => {
  class Dense {
    units = 2;
  }
  class Stack {
    readonly #layers = [new Dense()];
    get layers() {
      return this.#layers;
    }
    get optimizer() {
      throw new Error('not compiled');
    }
    get weights() {
      for (;;);
    }
    get losses() {
      library.computed += 1;
      return {};
    }
  }
  const library = Object.assign(async () => ({ Model: Stack, layers: { Dense }, tf: null }), { computed: 0 });
  return withSession(
    async (bench) => {
      await bench.run(`
        const model = new Model();
        let touched = 0;
        class Mine extends Model { get own() { touched++; return {} } }
        const mine = new Mine();`);
      assert.deepEqual(at(bench, 'model.layers[0].un|').matches, ['units']);
      assert.deepEqual(at(bench, 'model.optimizer.|').matches, []);
      assert.deepEqual(at(bench, 'model.weights.|').matches, []);
      assert.deepEqual(at(bench, 'model.losses.|').matches, []);
      assert.equal(library.computed, 0);
      assert.deepEqual(at(bench, 'mine.own.|').matches, []);
      assert.deepEqual(at(bench, 'mine.layers[0].un|').matches, []);
      assert.equal((await bench.run('touched')).text, '0');
    },
    { library },
  );
});
