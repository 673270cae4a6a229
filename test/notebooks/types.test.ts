/**
 * The types of the library fit how notebooks use it: no cell of the course and of the guide has a type error. A share of them
 * here, all in the full run.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { Language } from '../../kernel/language/language.js';
import { type CodeCell, readNotebook } from '../../kernel/notebook/nbformat.js';
import { share } from '../share.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const NOTEBOOKS = ['notebooks', join('notebooks', 'zh'), join('test', 'notebooks')].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => join(folder, name)),
);

for (const path of share(NOTEBOOKS, 4))
  test(path, async () => {
    const language = new Language(dirname(join(ROOT, path)), { limit: 60_000 });
    try {
      const { cells } = await readNotebook(join(ROOT, path));
      for (const [i, { source }] of cells
        .filter((one): one is CodeCell => one.cell_type === 'code')
        .entries()) {
        assert.deepEqual(await language.check(source, i + 1), undefined);
        language.note(source);
      }
      // Somebody looked: what is wrong is found.
      const wrong = await language.check('layers.dense({ unit: 1 })', 99);
      assert.equal(typeof wrong === 'object' && wrong.ename, 'TypeCheckError');
    } finally {
      language.stop();
    }
  });
