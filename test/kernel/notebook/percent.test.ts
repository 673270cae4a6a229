import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPercent, parsePercent } from '../../../kernel/notebook/percent.js';

test('cells, markers, options and header, as jupytext has them', () => {
  const script = {
    metadata: {
      kernelspec: { display_name: 'TypeScript (Cellgrad)', language: 'typescript', name: 'cellgrad' },
    },
    preamble: "import { tf } from 'cellgrad';",
    cells: [
      { type: 'markdown' as const, source: '# Title\n\ntext', metadata: {} },
      {
        type: 'code' as const,
        source: 'const a = 1;',
        metadata: { tags: ['parameters', 'b c'], n: { x: '1 2' } },
      },
      { type: 'code' as const, source: '', metadata: {} },
      { type: 'raw' as const, source: 'raw', metadata: { format: 'text/html' } },
    ],
  };
  const text = formatPercent(script);
  assert.equal(
    text,
    `// ---
// jupyter:
//   kernelspec:
//     display_name: TypeScript (Cellgrad)
//     language: typescript
//     name: cellgrad
// ---

import { tf } from 'cellgrad';

// %% [markdown]
// # Title
//
// text

// %% tags=["parameters","b c"] n={"x":"1 2"}
const a = 1;

// %%

// %% [raw] format="text/html"
raw`.replace(/raw$/, '// raw\n'),
  );
  assert.deepEqual(parsePercent(text), script);
});

test('other scripts: no header, no markers, titles, Windows line ends', () => {
  assert.deepEqual(parsePercent('const a = 1;\r\nconst b = 2;\r\n').cells, [
    { type: 'code', source: 'const a = 1;\nconst b = 2;', metadata: {} },
  ]);
  assert.deepEqual(parsePercent('').cells, []);
  const { cells, preamble } = parsePercent('// top\n\n// %% Load it [md] key="v" odd=text\n// *x*\n');
  assert.equal(preamble, '// top');
  assert.deepEqual(cells, [
    { type: 'markdown', source: '*x*', metadata: { title: 'Load it', key: 'v', odd: 'text' } },
  ]);
});

test('a comment that looks like a marker does not begin a cell; a cell magic is no marker', () => {
  const cells = [{ type: 'code' as const, source: '// %% not a cell\n// // %%\n// %%bash\nx', metadata: {} }];
  const text = formatPercent({ metadata: {}, preamble: '', cells });
  assert.deepEqual(parsePercent(text).cells, cells);
});

test('a header that does not end is code', () => {
  assert.equal(parsePercent('// ---\n// %%\nx').preamble, '// ---');
});

test("jupytext's line about the encoding, above the header of a text in Chinese, is no cell", () => {
  const script = '// -*- coding: utf-8 -*-\n// ---\n// jupyter:\n//   title: 数字\n// ---\n\n// %%\n1\n';
  const { metadata, preamble, cells } = parsePercent(script);
  assert.deepEqual([metadata, preamble, cells.length], [{ title: '数字' }, '', 1]);
});
