import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CellFiles, offsetAt } from '../../../kernel/language/cell-files.js';
import { TypeScriptServer } from '../../../kernel/language/typescript-server.js';

const folder = mkdtempSync(join(tmpdir(), 'cell-files-'));
const server = await TypeScriptServer.start();
await server.open([folder]);
after(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the last cell has against each of these cells, one after the other. */
async function wrong(...cells: readonly string[]): Promise<readonly unknown[]> {
  const files = new CellFiles(server, folder);
  for (const cell of cells.slice(0, -1)) await files.add(cell);
  const found = (await server.diagnostics(await files.probe(cells.at(-1)!))).filter(
    ({ severity }) => severity === 1,
  );
  return found.map(({ code }) => code);
}

const is = (type: string, name: string) =>
  `{ type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? 0 : 1; const same: Same<typeof ${name}, ${type}> = 0; }`;

test('a later cell knows what the one before it declares, of every kind', async () => {
  const first =
    "import { join } from 'node:path'; import type { Stats } from 'node:fs'; import * as fs from 'node:fs';\n" +
    'let n = 1; const { a, b: [c] } = { a: "", b: [true] };\nfunction f() { return n }\nclass K { z = 1 }\n' +
    'enum E { A }\nnamespace N { export const q = 1 }\ninterface I { i: number }\ntype T = I["i"];\nexport const shown = 2;';
  assert.deepEqual(
    await wrong(
      first,
      'const all: [number, string, boolean, number, number, E, number, I, T, number] =\n' +
        '  [n, a, c, f(), new K().z, E.A, N.q, { i: 1 }, 2, shown];\n' +
        'join("a"); fs.existsSync("a"); const s: Stats | undefined = undefined; n = 5; all[10];',
    ),
    [2493],
  );
});

test('the last declaration counts, also when it has another type', async () => {
  assert.deepEqual(await wrong('let v = 1', 'let v = "text"', is('string', 'v')), []);
  assert.deepEqual(await wrong('let v = 1', 'let v = "text"', is('number', 'v')), [2322]);
});

test('what a block declares does not take the place of what is at the top', async () => {
  const block = 'if (true) { const v = "inner"; }\nfor (const v of [true]) {}';
  assert.deepEqual(await wrong('let v = 1', block, is('number', 'v')), []);
});

test('a `var` of a block is the cell’s, and a name may be a type and a value', async () => {
  const block = 'for (var i = 0; i < 1; i++) {}\nif (i) { var inner = ""; }\nfunction f() { var hidden = 1 }';
  assert.deepEqual(await wrong(block, 'i + inner.length'), []);
  assert.deepEqual(await wrong(block, 'hidden'), [2304]);
  const both = "type Color = 'red'; const Color = { red: 'red' as Color };";
  assert.deepEqual(await wrong(both, 'const c: Color = Color.red'), []);
});

test('lists and nothing take the types of what is put into them', async () => {
  const found = await wrong(
    'let list = []; let best = null;',
    'const own = []; own.push(1); for (const x of own) if (best === null || x > best) best = x; list.push("a");',
  );
  assert.deepEqual(
    found.filter((code) => Number(code) < 7000),
    [],
  );
});

test('the library is there without an import, with its types, until a cell takes its name', async () => {
  assert.deepEqual(
    await wrong('const t: Tensor = tf.ones([1]); layers.dense({ units: 1 }); const l: Logs = {};'),
    [],
  );
  assert.deepEqual(await wrong('layers.dense({ unit: 1 })'), [2561]);
  assert.deepEqual(await wrong('const tf = 1', is('1', 'tf')), []);
});

test('what the kernel and cells put on the global object may be anything, until a cell declares the name', async () => {
  assert.deepEqual(await wrong('comms.on + _.x; _ = 2; [1].map((_) => _.toFixed())'), []);
  assert.deepEqual(await wrong('let _ = "text"', is('string', '_')), []);
  assert.deepEqual(
    await wrong('globalThis.put = 1', '(globalThis as any).other = put + 1; other.x; put = ""'),
    [],
  );
  assert.deepEqual(await wrong('globalThis.put = 1', 'let put = 2', is('number', 'put')), []);
  assert.deepEqual(await wrong('let put = 2; globalThis.put = 1', is('number', 'put')), []);
  assert.deepEqual(await wrong('globalThis.fetch = fetch', 'fetch(); nobody'), [2554, 2304]);
});

test('fields that JavaScript’s classes give themselves may be anything, and what is inherited keeps its type', async () => {
  const first =
    'class A { known; constructor() { this.x = 1; this.known = "" } m() { return this.x.y + this.none } }\n' +
    'class B extends layers.Layer { constructor() { super({}); this.units ??= 1; this.trainable = 1 } call(x) { return x } }\n' +
    'if (true) { class A { constructor() { this.hidden = 1 } } }';
  assert.deepEqual(
    (await wrong(first)).filter((code) => Number(code) < 7000),
    [2339, 2322, 2339],
  );
  assert.deepEqual(
    await wrong(first, 'new A().x.a + new B().units.b; new A().hidden; new B().none'),
    [2339, 2339],
  );
  assert.deepEqual(await wrong(first, 'const { known } = new A(); known.length; known.none'), [2339]);
});

test('a cell that is being written knows names of which only the beginning is there', async () => {
  const files = new CellFiles(server, folder);
  await files.add('interface Station { name: string }');
  const code = 'let s: Stat';
  const { file, position } = await files.draft(code, code.length, 'Stat');
  const labels = (await server.completions(file, position)).map(({ label }) => label);
  assert.ok(labels.includes('Station'));
});

test('places of a file and of its cell go both ways', async () => {
  const files = new CellFiles(server, folder);
  const code = 'let a = 1;\n\nlet bé = a;\n';
  for (const at of [0, 4, 10, 11, 12, 20, code.length]) {
    const { position } = await files.draft(code, at, '');
    assert.equal(offsetAt(code, position), at);
  }
});
