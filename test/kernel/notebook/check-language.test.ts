import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLanguage } from '../../../kernel/notebook/check-language.js';
import { exportText } from '../../../kernel/notebook/export.js';
import { parseNotebook } from '../../../kernel/notebook/nbformat.js';

const textOf = (metadata: object) => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: [] });
const check = (metadata: object) => checkLanguage(parseNotebook(textOf(metadata), 'n'), 'n.ipynb');

test('a notebook of any TypeScript or JavaScript kernel is taken, and one that does not say', () => {
  check({});
  check({ kernelspec: null, language_info: { name: '' } });
  check({ kernelspec: { name: 'deno', language: 'typescript' } });
  check({ language_info: { name: 'JavaScript' } });
  // The kernel was changed, and has not run yet.
  check({ kernelspec: { language: 'typescript' }, language_info: { name: 'python' } });
});

test('another language is told, also by export', () => {
  const python = { kernelspec: { name: 'python3', language: 'python' }, language_info: { name: 'python' } };
  assert.throws(
    () => check(python),
    /^NotebookError: n\.ipynb: expected .* TypeScript or JavaScript; received one in python\.\nFix: /,
  );
  assert.throws(() => check({ language_info: { name: 'R' } }), /received one in R/);
  assert.throws(() => exportText(textOf(python)), /expected .*received one in python/);
});
