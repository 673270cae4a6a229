import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, plain, withSession } from '../harness.js';

function at(bench: Bench, marked: string, detail: 0 | 1 = 0): string | undefined {
  const { found, data } = bench.session.inspect(marked.replace('|', ''), marked.indexOf('|'), detail);
  return found ? plain(String(data['text/plain'])) : undefined;
}

test('functions, classes and values say what they are', () =>
  withSession(async (bench) => {
    await bench.run(`
      async function add(a: number, b = 2) { return a + b }
      const arrow = x => x;
      class Box extends Map { constructor(size) { super() } open() {} static of() {} }
      const list = [1, 2];`);
    assert.equal(at(bench, 'ad|d(1)'), 'Signature: async add(a: number, b = 2)');
    assert.equal(at(bench, 'add(1, |)'), 'Signature: async add(a: number, b = 2)');
    assert.equal(at(bench, 'arrow|'), 'Signature: arrow(x)');
    assert.match(
      at(bench, 'Box|') ?? '',
      /^Class: class Box extends Map\nConstructor: new Box\(size\)\nMethods: .*open.*\nStatic: of/,
    );
    assert.equal(at(bench, 'list|'), 'Type: Array\nValue: [ 1, 2 ]');
    assert.equal(at(bench, 'list.length|'), 'Type: number\nValue: 2');
    assert.match(
      at(bench, 'add|', 1) ?? '',
      /Source:\nasync function add\(a: number, b = 2\) \{ return a \+ b \}$/,
    );
  }));

test('what was written about a function or class is said, with its types', () =>
  withSession(async (bench) => {
    await bench.run(`
      /** Doubles a number. */
      export function twice<T extends number>(n: T, label = ')'): number { return n * 2 }
      /**
       * A cat.
       * @param name how it is called
       */
      class Cat { constructor(readonly name: string, private age = Math.max(1, 2)) {}
        /** Says it. */
        async meow(loud: boolean) { return loud } }
      const cat = new Cat('Tom');`);
    const twice =
      "Signature: twice<T extends number>(n: T, label = ')'): number\nDocumentation: Doubles a number.";
    assert.equal(at(bench, 'twice(|'), twice);
    assert.match(at(bench, 'twice|', 1) ?? '', /^Signature: .*\nDocumentation: .*\nSource:\nfunction twice/);
    assert.equal(at(bench, 'cat.meow|'), 'Signature: async cat.meow(loud: boolean)\nDocumentation: Says it.');
    assert.match(
      at(bench, 'Cat|') ?? '',
      /^Class: class Cat\nConstructor: new Cat\(name: string, age = Math\.max\(1, 2\)\)\nDocumentation: A cat\.\n@param name how it is called\nMethods: meow$/,
    );
  }));

test('an instance that can be called, as a layer, is a value and no function', () =>
  withSession(async (bench) => {
    await bench.run(`
      class Dense { units = 2; call() {} }
      const layer = Object.setPrototypeOf(() => {}, Dense.prototype);
      delete layer.name;
      delete layer.length;
      layer.units = 2;
      layer[Symbol.for('nodejs.util.inspect.custom')] = () => 'Dense dense, not built';
      const bare = Object.setPrototypeOf(() => {}, null);
      const later = async () => {};
      function* many() {}`);
    assert.equal(at(bench, 'layer|'), 'Type: Dense\nValue: Dense dense, not built');
    assert.match(at(bench, 'layer|', 1) ?? '', /\nMembers: units, call$/);
    assert.equal(at(bench, 'bare|'), 'Signature: bare()');
    assert.equal(at(bench, 'later|'), 'Signature: async later()');
    assert.equal(at(bench, 'many|'), 'Signature: many()');
    assert.match(at(bench, 'Dense|') ?? '', /^Class: class Dense/);
  }));

test('what is not there is not found', () =>
  withSession(async (bench) => {
    assert.equal(at(bench, 'nothing|'), undefined);
    assert.equal(at(bench, '|'), undefined);
    await bench.run('let touched = 0; const trap = { get x() { touched++; return 1 } }');
    assert.equal(at(bench, 'trap.x|'), undefined);
    assert.match(at(bench, 'trap|', 1) ?? '', /x: \[Getter\]/);
    assert.equal((await bench.run('touched')).text, '0');
  }));

test('a value that cannot be shown is found all the same', () =>
  withSession(async (bench) => {
    await bench.run(`
      const how = Symbol.for('nodejs.util.inspect.custom');
      const failing = { [how]() { throw new Error('no text') } };
      const odd = { [how]() { throw 5 } };`);
    assert.equal(at(bench, 'failing|'), 'Type: Object\nValue: cannot be shown: no text');
    assert.equal(at(bench, 'odd|'), 'Type: Object\nValue: cannot be shown: 5');
  }));

test('the text of a value that does not end is given up', () =>
  withSession(async (bench) => {
    await bench.run('const endless = { [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } }');
    assert.equal(at(bench, 'endless|'), 'endless cannot be shown: its text takes too long.');
    assert.equal(at(bench, 'bench|'), undefined);
    assert.equal((await bench.run('1 + 1')).text, '2');
  }));

test('the source is the text of the cell, with its types and without what the kernel puts in', () =>
  withSession(async (bench) => {
    const texts = {
      load: 'async function load<T extends { x: number }>(a: T): Promise<number> {\n  return (await a).x + 1;\n}',
      arrow: 'async (n: number): Promise<string> => String(await n)',
      twice: '(x: number) => x * 2',
      same: '(x: string) => x',
      also: '(x: Date) => x',
      none: '(): number => 1',
      parts: '({ a }: { a: number }) => a',
      Box: 'class Box<T> extends Map<string, T> {\n  private x = 1;\n  async open(): Promise<void> { await 1 }\n}',
      'object.escaped': "escaped(a: string = '\\u00e9t\\u00e9', b = 0x1f, c = 1_000, d = 1e3) { return a }",
      'Short.prototype.say': 'async say(loud: boolean) { if (loud) { return loud } }',
      'object.m': 'async m(k: string) { return await k }',
    };
    await bench.run(`interface Unused {}
      export ${texts.load}
      const arrow = ${texts.arrow}, twice = ${texts.twice}, other = 3, same = ${texts.same}, none: () => number = ${texts.none}, parts = ${texts.parts};
      let also = ${texts.also}
      ${texts.Box}
      class Short { a = 1; ${texts['Short.prototype.say']} }
      const object = { ${texts['object.m']}, ${texts['object.escaped']} };`);
    await bench.run(`// A later cell that mentions load, arrow, twice, same, also, Box and m.
      const js = async () => { await load(1) }
      function tag(...list: unknown[]): any { return () => {} }
      @tag(class Box {}) class Tagged { x: number = 1; read(): number { return this.x } }`);
    const source = (name: string) => /Source:\n(.*)$/s.exec(at(bench, `${name}|`, 1) ?? '')?.[1];
    for (const [name, text] of Object.entries(texts)) assert.equal(source(name), text, name);
    assert.equal(source('js'), 'async () => { await load(1) }');
    assert.equal(source('Tagged.prototype.read'), 'read(): number { return this.x }');
    assert.equal(source('Math.max'), 'function max() { [native code] }');
  }));
