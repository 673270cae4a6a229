import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CELL_FILE } from '../../../kernel/language/project.js';
import { TypeScriptServer } from '../../../kernel/language/typescript-server.js';

const FILE = `${CELL_FILE}.ts`;
const folder = mkdtempSync(join(tmpdir(), 'typescript-server-'));
const server = await TypeScriptServer.start();
await server.open([folder]);
after(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('knows files that are written nowhere', async () => {
  await server.write(`${CELL_FILE}-1.ts`, 'export const point = { x: 1, y: 2 };');
  await server.write(FILE, `import { point } from './${CELL_FILE}-1';\npoint.`);
  const names = async () =>
    (await server.completions(FILE, { line: 1, character: 6 })).map(({ label }) => label);
  assert.deepEqual(await names(), ['x', 'y']);
  await server.write(`${CELL_FILE}-1.ts`, 'export const point = { z: 1 };');
  assert.deepEqual(await names(), ['z']);
  const [root, ...others] = readdirSync(tmpdir()).filter((name) => /^cellgrad-types-\d*$/.test(name));
  assert.deepEqual([readdirSync(join(tmpdir(), root!)), others], [[], []]);
});

test('says what a file declares, what a name is, what a function takes, and what is wrong', async () => {
  await server.write(
    FILE,
    '/** Adds one. */\nfunction add(n: number) { return n + 1 }\nlet a = add("1");\nadd(',
  );
  const symbols = await server.symbols(FILE);
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['add', 'a'],
  );
  const hover = await server.hover(FILE, { line: 2, character: 9 });
  assert.match(JSON.stringify(hover), /function add\(n: number\): number.*Adds one/);
  const help = await server.signatures(FILE, { line: 3, character: 4 });
  assert.equal(help?.signatures[0]?.label, 'add(n: number): number');
  const wrong = (await server.diagnostics(FILE)).find(({ code }) => code === 2345);
  assert.deepEqual([wrong?.severity, wrong?.range.start], [1, { line: 2, character: 12 }]);
});

test('a file of the folder is read again when it is said to have changed', async () => {
  const path = join(folder, 'own.ts');
  const names = async () => {
    await server.touched([path]);
    await server.write(FILE, 'import * as own from "./own";\nown.');
    return (await server.completions(FILE, { line: 1, character: 4 })).map(({ label }) => label);
  };
  assert.deepEqual(await names(), []);
  for (const name of ['first', 'second']) {
    writeFileSync(path, `export const ${name} = 1;`);
    assert.deepEqual(await names(), [name]);
  }
});

test('ends when it is told to', async () => {
  const one = await TypeScriptServer.start();
  await one.open([folder]);
  one.stop();
  await one.ended;
  await assert.rejects(async () => one.symbols(FILE));
  const other = await TypeScriptServer.start();
  other.stop();
  await assert.rejects(other.open([folder]));
});
