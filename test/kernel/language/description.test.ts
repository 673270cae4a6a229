import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import {
  describeHover,
  describeSignatures,
  madeBy,
  mergeDescriptions,
  withDocumentation,
} from '../../../kernel/language/description.js';

const hover = (head: string, rest = '') =>
  describeHover({ contents: { kind: 'markdown', value: `\`\`\`typescript\n${head}\n\`\`\`\n${rest}` } });
const plain = (text: string | undefined) => text && stripVTControlCharacters(text);
const lines = (...parts: readonly (readonly [string, string])[]) =>
  parts.map(([title, text]) => `\x1b[1m${title}:\x1b[0m ${text}`).join('\n');

test('functions have a signature, however they were declared; everything else has a type', () => {
  for (const [head, wanted] of [
    ['(alias) function add(a: number): number', 'Signature: add(a: number): number'],
    ['(method) Model.fit(x: Tensor): Promise<History>', 'Signature: Model.fit(x: Tensor): Promise<History>'],
    ['(alias) const adam: (options?: AdamOptions) => Adam', 'Signature: adam(options?: AdamOptions): Adam'],
    ['const twice: <T>(a: T) => T', 'Signature: twice(a: T): T'],
    ['(alias) constructor Adam(options?: AdamOptions): Adam', 'Signature: Adam(options?: AdamOptions): Adam'],
    ['(alias) function tensor<T>(a: T): T', 'Signature: tensor<T>(a: T): T'],
    ['(method) A<B>.f(a: B): B', 'Signature: A<B>.f(a: B): B'],
    [
      'function over(x: string): string\nfunction over(x: number): number\nnamespace over',
      'Signature: over(x: string): string\nover(x: number): number',
    ],
    ['const n: 3', 'Type: const n: 3'],
    ['(alias) class Sequential', 'Type: class Sequential'],
    ['(property) DenseOptions.units: number', 'Type: (property) DenseOptions.units: number'],
  ])
    assert.equal(plain(hover(head!)), wanted);
});

test('what is not known is not said', () => {
  assert.equal(describeHover(null), undefined);
  assert.equal(hover('any'), undefined);
  assert.equal(hover('module "../../a/b"'), undefined);
  assert.equal(hover('let x: any'), undefined);
  assert.equal(describeSignatures(null), undefined);
  assert.equal(describeSignatures({ signatures: [] }), undefined);
});

test('documentation is plain text: no addresses of files, no marks', () => {
  const text = 'Makes an [Adam](file:///a/b.ts#29,14).\n\n*@param* `a` — one\n\n*@doc* — {heading}';
  assert.equal(
    plain(hover('function adam(): void', text)),
    'Signature: adam(): void\nDocumentation: Makes an Adam.\n\n@param a — one',
  );
});

test('all signatures are shown, with the documentation of the one that fits', () => {
  const help = {
    signatures: [{ label: 'f(a: number): void' }, { label: 'f(a: string): void', documentation: 'Text.' }],
    activeSignature: 1,
  };
  assert.equal(
    plain(describeSignatures(help)),
    'Signature: f(a: number): void\nSignature: f(a: string): void\nDocumentation: Text.',
  );
});

test('a function that only makes instances has the documentation of their class', () => {
  assert.equal(madeBy(hover('const dense: (options: DenseOptions) => layers.Dense')!), 'layers.Dense');
  assert.equal(madeBy(hover('const dense: (o: O) => layers.Dense', 'Said.')!), undefined);
  assert.equal(madeBy(hover('function f(): number')!), undefined);
  const own = lines(['Signature', 'dense(): layers.Dense']);
  const other = lines(['Type', 'class Dense'], ['Documentation', 'A layer.']);
  assert.equal(withDocumentation(own, other), `${own}\n${lines(['Documentation', 'A layer.'])}`);
  assert.equal(withDocumentation(own, undefined), own);
});

test('types say what the value cannot, and leave it what it knows', () => {
  const typed = lines(['Signature', 'dense(options: O): Dense'], ['Documentation', 'A layer.']);
  const source = '\x1b[1mSource:\x1b[0m\nfunction dense(...args) {}';
  const runtime = `${lines(['Signature', 'dense(...args)'])}\n${source}`;
  assert.equal(mergeDescriptions(typed, runtime), `${typed}\n${source}`);
});

test('what the user wrote stays as it is written', () => {
  const typed = lines(['Signature', 'add(a: number, b?: number): number'], ['Documentation', 'Adds.']);
  const runtime = lines(['Signature', 'add(a: number, b = 2): number']);
  assert.equal(mergeDescriptions(typed, runtime), `${runtime}\n${lines(['Documentation', 'Adds.'])}`);
  const klass = lines(['Class', 'class K extends L'], ['Methods', 'go']);
  const known = lines(['Type', 'class K'], ['Documentation', 'Goes.']);
  assert.equal(
    mergeDescriptions(known, klass),
    lines(['Class', 'class K extends L'], ['Documentation', 'Goes.'], ['Methods', 'go']),
  );
});

test('a type alone adds nothing to a value', () => {
  const runtime = lines(['Type', 'number'], ['Value', '5']);
  assert.equal(mergeDescriptions(lines(['Type', 'let n: number']), runtime), runtime);
});
