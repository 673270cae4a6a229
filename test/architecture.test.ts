import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { test } from 'node:test';

/** The layers of src/: a file imports from lower ranks and from its own folder's tree. */
const RANKS: Readonly<Record<string, number>> = {
  support: 0,
  backends: 1,
  display: 1,
  losses: 2,
  initializers: 2,
  activations: 2,
  regularizers: 2,
  constraints: 2,
  data: 2,
  saving: 2,
  downloads: 2,
  distribute: 2,
  metrics: 3,
  optimizers: 3,
  callbacks: 3,
  layers: 3,
  models: 4,
  datasets: 5,
  applications: 5,
  prelude: 5.5,
};

/** What kernel may use of src: values of these two files, and types of the sink in its contract. */
const KERNEL_MAY = ['src/index.ts', 'src/display/bundle.ts'];
const KERNEL_MAY_TYPES: Readonly<Record<string, readonly string[]>> = {
  'kernel/link.ts': ['src/display/sink.ts'],
};

const LINES = 500;
const BANNED = /^(?:utils?|helpers?|common|misc|shared|lib)(?:\.|$)/;

/** A source file and what it imports of the project's own. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly path: string; readonly typeOnly: boolean }[];
}

const ROOT = resolve(import.meta.dirname, '..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith('.ts') ? [path.split(sep).join('/')] : [];
  });
}

/** Static imports, re-exports, dynamic imports of a text; types that are imported in between count as types. */
function importsOf(path: string, text: string): Source['imports'] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = /\b(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]*?\bfrom\s*)?['"](\.[^'"]+)['"]/g;
  const dynamic = /\bimport\(\s*['"](\.[^'"]+)['"]/g;
  const resolved = (module: string) =>
    join(dirname(path), module).split(sep).join('/').replace(/\.js$/, '.ts');
  return [
    ...[...code.matchAll(statements)].map((m) => ({ path: resolved(m[2]!), typeOnly: m[1] !== undefined })),
    ...[...code.matchAll(dynamic)].map((m) => ({ path: resolved(m[1]!), typeOnly: false })),
  ];
}

function read(folder: string): Source[] {
  return filesBelow(folder).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1]! : '';
}

function rankOf(path: string): number {
  return path === 'src/index.ts' ? 6 : (RANKS[folderOf(path)] ?? Number.NaN);
}

function rankViolations(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) => {
    if (Number.isNaN(rankOf(path))) return [`${path}: its folder has no rank`];
    return imports
      .filter((to) => {
        if (!to.path.startsWith('src/')) return true;
        if (folderOf(to.path) === folderOf(path)) return false;
        return !(rankOf(to.path) < rankOf(path));
      })
      .map((to) => `${path} (rank ${rankOf(path)}) imports ${to.path} (rank ${rankOf(to.path)})`);
  });
}

function kernelViolations(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports
      .filter((to) => {
        if (to.path.startsWith('src/')) {
          return !(
            KERNEL_MAY.includes(to.path) ||
            (to.typeOnly && KERNEL_MAY_TYPES[path]?.includes(to.path))
          );
        }
        if (path.startsWith('kernel/install/')) return !to.path.startsWith('kernel/install/');
        return !to.path.startsWith('kernel/');
      })
      .map((to) => `${path} imports ${to.path}`),
  );
}

/** Import cycles, types included: two files that need each other to be understood are one file. */
function cycles(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const to of byPath.get(path)?.imports ?? [])
      if (byPath.has(to.path)) visit(to.path, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of sources) visit(path, []);
  return found;
}

/** A file that only says what things look like: nothing of it is left when it runs. */
function isTypesOnly({ text }: Pick<Source, 'text'>): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  return (
    !/^(?:export )?(?:default )?(?:async )?(?:function|class|abstract class|const|let|var|enum)\b/m.test(
      code,
    ) && !/^\w+\(|^await /m.test(code)
  );
}

/** A barrel has only re-exports. */
function isBarrel({ text }: Pick<Source, 'text'>): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const rest = code.replace(/export (?:type )?(?:\*(?: as \w+)?|\{[^}]*\}) from '[^']+';/g, '');
  return rest.trim() === '' && code.trim() !== '';
}

/** A file of src/prelude puts one public group together and is called as users call the group, such as `utils`. */
function isGroup({ path }: Pick<Source, 'path'>): boolean {
  return path.startsWith('src/prelude/');
}

/** Data written by a script has no logic of its own. */
function isData({ path }: Source): boolean {
  return path.includes('/embedded/');
}

function missingTests(sources: readonly Source[], exists: (path: string) => boolean): string[] {
  return sources
    .filter((source) => !isTypesOnly(source) && !isBarrel(source) && !isData(source))
    .map(({ path }) => `test/${path.replace(/\.ts$/, '.test.ts')}`)
    .filter((path) => !exists(path));
}

/** Tests of a file that is gone: the mirror has to hold in both directions. */
function orphanTests(tests: readonly string[], exists: (path: string) => boolean): string[] {
  return tests
    .filter((path) => /^test\/(?:src|kernel)\/.*\.test\.ts$/.test(path))
    .filter((path) => !exists(path.replace(/^test\//, '').replace(/(?:\.long)?\.test\.ts$/, '.ts')));
}

const exists = (path: string) => existsSync(join(ROOT, path));
const src = read('src');
const kernel = read('kernel');
const all = [...src, ...kernel];

test('src: a file imports from lower ranks and from its own folder only', () => {
  assert.deepEqual(rankViolations(src), []);
});

test('kernel uses src through src/index.ts and src/display/bundle.ts; install uses nothing of kernel', () => {
  assert.deepEqual(kernelViolations(kernel), []);
});

test('no import cycles', () => assert.deepEqual(cycles(all), []));

test('no folder and no file is called utils, helpers, common or misc', () => {
  const parts = all
    .filter((source) => !isGroup(source))
    .flatMap(({ path }) =>
      path
        .split('/')
        .filter((part) => BANNED.test(part))
        .map((part) => `${path}: ${part}`),
    );
  assert.deepEqual(parts, []);
});

test('barrels are called index.ts, and file names are kebab-case', () => {
  const barrels = all.filter(
    (source) => isBarrel(source) && !isGroup(source) && basename(source.path) !== 'index.ts',
  );
  assert.deepEqual(
    barrels.map(({ path }) => path),
    [],
  );
  const names = all
    .map(({ path }) => path)
    .filter((path) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.ts$/.test(basename(path)));
  assert.deepEqual(names, []);
});

test('tests mirror the sources, in both directions', () => {
  assert.deepEqual(missingTests(all, exists), []);
  assert.deepEqual(orphanTests(filesBelow('test'), exists), []);
});

test(`no file has more than ${LINES} lines`, () => {
  const long = [...all, ...read('test')].filter(({ text }) => text.split('\n').length > LINES + 1);
  assert.deepEqual(
    long.map(({ path, text }) => `${path}: ${text.split('\n').length}`),
    [],
  );
});

test('only one file imports zeromq', () => {
  const users = all.filter(({ text }) => /(?:from |import\()'zeromq'/.test(text)).map(({ path }) => path);
  assert.deepEqual(users, exists('kernel/server/sockets.ts') ? ['kernel/server/sockets.ts'] : []);
});

test('the checks above can fail', () => {
  const source = (path: string, text: string): Source => ({ path, text, imports: importsOf(path, text) });
  const upward = source('src/support/a.ts', "import type { Model } from '../models/model.js';");
  assert.equal(rankViolations([upward]).length, 1);
  assert.equal(rankViolations([source('src/losses/a.ts', "export { b } from '../data/b.js'")]).length, 1);
  assert.equal(rankViolations([source('src/losses/a.ts', "await import('../../kernel/link.js')")]).length, 1);
  assert.equal(rankViolations([source('src/new/a.ts', '')]).length, 1);
  assert.equal(
    rankViolations([source('src/losses/a.ts', "import { b } from './b.js';\nimport '../support/c.js'")])
      .length,
    0,
  );
  assert.equal(
    kernelViolations([source('kernel/a.ts', "import { fit } from '../src/models/fit.js'")]).length,
    1,
  );
  assert.equal(
    kernelViolations([source('kernel/link.ts', "import { s } from '../src/display/sink.js'")]).length,
    1,
  );
  assert.equal(
    kernelViolations([source('kernel/link.ts', "import type { S } from '../src/display/sink.js'")]).length,
    0,
  );
  assert.equal(kernelViolations([source('kernel/install/a.ts', "import { b } from '../link.js'")]).length, 1);
  assert.equal(
    cycles([
      source('src/losses/a.ts', "import { b } from './b.js'"),
      source('src/losses/b.ts', "import {\n  a,\n} from './a.js'"),
    ])[0],
    'src/losses/a.ts -> src/losses/b.ts -> src/losses/a.ts',
  );
  assert.equal(isTypesOnly({ text: 'export interface A { b: 1 }\nexport type C = A;' }), true);
  assert.equal(isTypesOnly({ text: 'export interface A {}\nexport const b = 1;' }), false);
  assert.equal(isBarrel({ text: "export { a } from './a.js';\nexport * as b from './b.js';" }), true);
  assert.equal(isBarrel({ text: "export { a } from './a.js';\nexport const b = 1;" }), false);
  assert.equal(missingTests([source('src/losses/a.ts', 'export const a = 1;')], () => false).length, 1);
  assert.deepEqual(
    orphanTests(['test/src/losses/gone.test.ts'], () => false),
    ['test/src/losses/gone.test.ts'],
  );
  assert.match('utils', BANNED);
  assert.equal(relative(ROOT, join(ROOT, 'src')), 'src');
});
