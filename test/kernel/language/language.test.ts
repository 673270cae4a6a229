import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Language } from '../../../kernel/language/language.js';
import type { CellError } from '../../../kernel/link.js';

const folder = mkdtempSync(join(tmpdir(), 'language-'));
// Other tests run beside it.
const PATIENT = { limit: 60_000 };
let language = new Language(folder, PATIENT);
afterEach(() => {
  language.stop();
  language = new Language(folder, PATIENT);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is offered where `|` stands. */
async function offered(text: string, onlyKeys = false) {
  const cursor = text.indexOf('|');
  return language.complete(text.replace('|', ''), cursor, onlyKeys);
}

const matches = async (text: string) => (await offered(text))?.matches;

test('members of calls and of variables whose cell did not run', async () => {
  assert.deepEqual(await matches('models.sequential().fitD|'), ['fitDataset']);
  assert.deepEqual(await matches('const m = models.sequential();\nm.fitD|'), ['fitDataset']);
  assert.deepEqual(await matches('[1].map((v) => v.toFi|)'), ['toFixed']);
});

test('names of options, what is required first, and the texts that they may be', async () => {
  const dense = await offered('layers.dense({ u|');
  assert.deepEqual([dense?.matches, dense?.cursor_start, dense?.cursor_end], [['units', 'useBias'], 15, 16]);
  assert.deepEqual(await matches('layers.dense({ units: 1, activation: "hardT|" })'), ['hardTanh']);
  const text = await offered("layers.dense({ units: 1, activation: 'r|elu' })");
  assert.deepEqual([text?.cursor_start, text?.cursor_end], [38, 42]);
});

test('names of options that have a value already, private members, labels, and what a class body may declare', async () => {
  const compile = await offered("models.sequential().compile({ opt|imizer: 'sgd' })", true);
  assert.deepEqual([compile?.matches, compile?.cursor_start, compile?.cursor_end], [['optimizer'], 30, 33]);
  const own = await offered('class A { #far = 1; #near() {} m() { this.#f| } }');
  assert.deepEqual([own?.matches, own?.cursor_start, own?.cursor_end], [['#far'], 42, 44]);
  assert.deepEqual(await matches('class A { #far = 1; #near() {} m() { this.#| } }'), ['#far', '#near']);
  assert.deepEqual(await matches('label: for (;;) { break | }'), ['label']);
  assert.deepEqual(await matches('class A { st| }'), ['static']);
  assert.deepEqual(await matches('class A { near = 1 }\nclass B extends A { override n| }'), ['near']);
  assert.equal(await matches('class A { ne| }'), undefined);
});

test('where values have an answer, keys: nothing where none stands', async () => {
  assert.deepEqual((await offered('layers.dense({ un|', true))?.matches, ['units']);
  assert.equal(await offered('models.sequential().fitD|', true), undefined);
  assert.equal(await offered('if (true) { un|', true), undefined);
});

test('knows the cells that ran, before and after its start', async () => {
  language.note('interface Point { xs: number; ys: number }\nlet p: Point;');
  assert.deepEqual(await matches('const q: Point = { |'), ['xs', 'ys']);
  language.note('%time 1\nfunction far() { return { near: 1 } }');
  assert.deepEqual(await matches('far().|'), ['near']);
  language.note('%%html\n<b>function far() {}</b>');
  assert.deepEqual(await matches('far().|'), ['near']);
});

test('forgets them when the session does', async () => {
  language.note('function far() { return { near: 1 } }');
  language.note('const text = `\n%reset\n`');
  assert.deepEqual(await matches('far().|'), ['near']);
  language.note('%reset\nlet a = 1');
  assert.equal(await matches('far().|'), undefined);
  language.clear();
  assert.equal(await matches('far().|'), undefined);
});

test('says nothing of magics', async () => {
  assert.equal(await offered('%who models.sequential().|'), undefined);
  assert.equal(await language.inspect('!ls', 2), undefined);
});

test('says what a name is, and documents a function by what it makes', async () => {
  const at = (text: string) => language.inspect(text.replace('|', ''), text.indexOf('|'));
  const dense = stripVTControlCharacters((await at('layers.den|se')) ?? '');
  assert.match(
    dense,
    /^Signature: dense\(options: layers\.DenseOptions\): layers\.Dense\nDocumentation: A fully connected/,
  );
  assert.match((await at('layers.dense({ uni|ts: 3 })')) ?? '', /DenseOptions\.units: number/);
  assert.match((await at('models.sequential().compile(|')) ?? '', /compile\(options\?/);
  assert.equal(await at('nobody|'), undefined);
});

test('checks a cell that is about to run against those that ran', async () => {
  language.note('let n = 1;\nfunction twice(a: number) { return 2 * a }');
  assert.equal(await language.check('twice(n)', 2), undefined);
  const found = await wrong('%time 1\ntwice("1")');
  assert.match(
    stripVTControlCharacters(found.traceback[0] ?? ''),
    /^Cell 3, line 2: Argument of type .*TS2345/,
  );
  // What did not run is not known.
  await language.check('let later = 1', 4);
  assert.match((await wrong('later')).evalue, /Cannot find name 'later'/);
  assert.match((await wrong('%time const q: number = "a"')).evalue, /not assignable/);
  language.note('%time const timed = 1');
  assert.equal(await language.check('timed + 1; export const own = 1', 6), undefined);
  // What takes too long to look at is not passed off as right.
  assert.equal(await language.check(`"${'x'.repeat(40_000)}"`, 7), 'unknown');
});

async function wrong(source: string): Promise<CellError> {
  const found = await language.check(source, 3);
  if (typeof found === 'object') return found;
  assert.fail(`expected type errors; received ${found}`);
}

test('places below magics and between carriage returns', async () => {
  for (const before of ['%backend cpu\n', '%%time\n', '%cd .\r\nlet a = 1;\r\n', '\n!ls\n']) {
    const text = `${before}layers.dense({ un|its: 1, activation: "re`;
    const found = await offered(text);
    assert.deepEqual([found?.matches, found?.cursor_start], [['units'], text.indexOf('un')], before);
    const quoted = await offered(`${before}layers.dense({ units: 1, activation: "hardT|" })`);
    assert.deepEqual([quoted?.matches, quoted?.cursor_start], [['hardTanh'], before.length + 38], before);
  }
  assert.deepEqual(await matches('%time models.sequential().fitD|'), ['fitDataset']);
});

test('nothing in the bodies of magics that take other text', async () => {
  for (const text of ['%%html\n<di|', '%%writefile a.ts\nhello |', '%%script bash\n|', '%%html\n<b|>\n'])
    assert.equal(await offered(text), undefined, text);
});

test('types are better than values where a type stands, and for names that the cell declares anew', async () => {
  language.note('interface Perimeter { around: number }');
  const answered = async (text: string) => (await offered(text, true))?.matches;
  assert.deepEqual(await answered('function g(p: Perim|'), ['Perimeter']);
  assert.deepEqual(await answered('type T = { a: numb|'), ['number']);
  assert.deepEqual(await matches('let o: layers.DenseO|'), ['DenseOptions']);
  assert.equal(await answered('const o = { a: Ma|'), undefined);
  language.note('let v = { now: 1 }');
  assert.deepEqual(await answered('let v = "text";\nv.toUpperC|'), ['toUpperCase']);
  assert.equal(await answered('v.|'), undefined);
});

test('a comment in front of an option is no reason to know less', async () => {
  assert.deepEqual(await matches('layers.dense({ units: 3, // c\n  activati|'), ['activation']);
  assert.deepEqual(await matches('layers.dense({\n  /* size */\n  un|\n})'), ['units']);
});

test('who does not answer in time is not waited for', async () => {
  language = new Language(folder, { limit: 1 });
  assert.equal(await matches('models.sequential().fitD|'), undefined);
  assert.equal(await language.check('let a = 1', 1), 'unknown');
});

test('long names take no time', async () => {
  const began = performance.now();
  await offered(`"${'a'.repeat(25_000)}"; layers.dense({ un|`);
  assert.ok(performance.now() - began < 10_000);
});

test('starts again when its process was ended', {
  skip: process.platform !== 'linux' && 'reads /proc',
}, async () => {
  language.note('const here = { yes: 1 }');
  assert.deepEqual(await matches('here.|'), ['yes']);
  const own = readdirSync('/proc').filter((pid) => isServer(pid));
  assert.equal(own.length, 1);
  process.kill(Number(own[0]), 'SIGKILL');
  // The question that finds it dead may go without an answer.
  await matches('here.|');
  assert.deepEqual(await matches('here.|'), ['yes']);
});

function isServer(pid: string): boolean {
  try {
    const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--lsp');
  } catch {
    return false;
  }
}

test('after %cd files and packages are those of the new folder, and cells from before keep theirs', async () => {
  const inner = join(folder, 'inner');
  mkdirSync(join(inner, 'node_modules', 'typed'), { recursive: true });
  writeFileSync(
    join(inner, 'node_modules', 'typed', 'index.d.ts'),
    'export declare const typed: { known: 1 };',
  );
  writeFileSync(join(folder, 'outside.ts'), 'export const outside = { before: 1 };');
  writeFileSync(join(inner, 'within.ts'), 'export const within = { after: 1 };');
  language.note("import { outside } from './outside'; const kept = () => outside");
  assert.deepEqual(await matches('kept().|'), ['before']);
  const begun = matches("import { within } from './within';\n(() => within)().|");
  language.move(inner);
  assert.equal(await begun, undefined);
  assert.deepEqual(await matches("import { within } from './within';\n(() => within)().|"), ['after']);
  assert.deepEqual(await matches("import { typed } from 'typed';\n(() => typed)().|"), ['known']);
  assert.deepEqual(await matches('kept().|'), ['before']);
  const wrong = await language.check("import { within } from './within';\nwithin.never", 3);
  assert.match(
    (wrong as CellError).evalue,
    /^Property 'never' does not exist on type '\{ after: number; \}'/,
  );
  writeFileSync(join(inner, 'within.ts'), 'export const within = { edited: 1 };');
  assert.deepEqual(await matches("import { within } from './within';\n(() => within)().|"), ['edited']);
  language.clear(folder);
  assert.equal(await matches("import { within } from './within';\n(() => within)().|"), undefined);
  assert.deepEqual(await matches("import { outside } from './outside';\n(() => outside)().|"), ['before']);
});
