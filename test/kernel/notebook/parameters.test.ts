import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Notebook, parseNotebook } from '../../../kernel/notebook/nbformat.js';
import { injectParameters, parseParameters, unknownParameters } from '../../../kernel/notebook/parameters.js';

function notebook(...tags: string[][]): Notebook {
  const cells = tags.map((tags, i) => ({
    cell_type: 'code',
    metadata: { tags },
    source: `${i}`,
    outputs: [],
  }));
  return parseNotebook(JSON.stringify({ nbformat: 4, metadata: {}, cells }), 'n');
}
const sources = ({ cells }: Notebook) => cells.map(({ source }) => source);

test('values are JSON where they can be', () => {
  assert.deepEqual(
    parseParameters(['a=3', 'b=true', 'c=adam', 'd=[1, 2]', 'e="5"', 'f=', 'g=a=b', 'ä$_1=null']),
    {
      a: 3,
      b: true,
      c: 'adam',
      d: [1, 2],
      e: '5',
      f: '',
      g: 'a=b',
      ä$_1: null,
    },
  );
});

test('a word that sets nothing is refused', () => {
  for (const word of ['a', '=1', '1a=2', 'a b=1', '']) {
    assert.throws(
      () => parseParameters([word]),
      /^NotebookError: run: expected --param name=value; received "/,
    );
  }
});

test('whole numbers that a number does not hold are refused', () => {
  assert.deepEqual(parseParameters(['a=9007199254740991']), { a: Number.MAX_SAFE_INTEGER });
  assert.throws(
    () => parseParameters(['a=9007199254740993']),
    /--param a: expected whole numbers between .*; received 9007199254740993\.\nFix: .*'a="9007199254740993"' .*BigInt\(a\)/s,
  );
});

test('values that JSON has no word for come as they are', () => {
  const nb = notebook([]);
  injectParameters(nb, parseParameters(['a=1e400', 'b=[-1e400, -0]', 'c={"__proto__": {"d e": null}}']));
  assert.equal(
    sources(nb)[0],
    '// Parameters\nlet a = Infinity;\nlet b = [-Infinity,-0];\nlet c = {["__proto__"]:{"d e":null}};',
  );
});

test('the cell comes after the one that is tagged', () => {
  const nb = notebook([], ['parameters'], []);
  injectParameters(nb, { epochs: 3, name: 'a "b"' });
  assert.deepEqual(sources(nb), ['0', '1', '// Parameters\nlet epochs = 3;\nlet name = "a \\"b\\"";', '2']);
  assert.deepEqual(nb.cells[2]!.metadata, { tags: ['injected-parameters'] });
});

test('at the top when there is none; in place of an earlier one', () => {
  const nb = notebook([], []);
  injectParameters(nb, { a: 1 });
  assert.deepEqual(sources(nb), ['// Parameters\nlet a = 1;', '0', '1']);
  injectParameters(nb, { a: 2 });
  assert.deepEqual(sources(nb), ['// Parameters\nlet a = 2;', '0', '1']);
  injectParameters(nb, {});
  assert.equal(nb.cells.length, 3);
});

test('a parameter that the tagged cell does not have is told', async () => {
  const nb = notebook(['parameters']);
  nb.cells[0]!.source = 'let epochs = 3, { rate } = { rate: 1 };\nconst name: string = "a";';
  assert.deepEqual(await unknownParameters(nb, { epochs: 1, rate: 2, name: 'b' }), []);
  assert.deepEqual(await unknownParameters(nb, { epoch: 1 }), [
    '--param epoch: the cell of parameters has epochs, rate, name.',
  ]);
  assert.deepEqual(await unknownParameters(notebook([]), { epoch: 1 }), [
    '--param epoch: no cell has the tag parameters; it is set in front of the first.',
  ]);
  assert.deepEqual(await unknownParameters(notebook([]), {}), []);
});
