// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells hold templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesInside, mapCodeLines } from '../../../kernel/notebook/code-lines.js';

const CODE = 'a = `\nb${[\nc\n]}\n`;\n/*\nd */\ne';

test('lines inside of templates and comments', () => {
  assert.deepEqual([...linesInside(CODE)], [1, 4, 6]);
  assert.deepEqual([...linesInside(CODE, ['/*'])], [6]);
});

test('changes and removes the other lines', () => {
  assert.equal(
    mapCodeLines(CODE, (line) => (line === 'e' ? undefined : `${line}!`)),
    'a = `!\nb${[\nc!\n]}!\n`;\n/*!\nd */',
  );
});
