import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGE_INFO } from '../../../kernel/protocol/language-info.js';

test('the language as front ends want it', () => {
  const { name, mimetype, file_extension, codemirror_mode, pygments_lexer, nbconvert_exporter } =
    LANGUAGE_INFO;
  assert.deepEqual(
    [name, mimetype, file_extension, codemirror_mode, pygments_lexer, nbconvert_exporter],
    ['typescript', 'text/typescript', '.ts', 'typescript', 'typescript', 'script'],
  );
  assert.match(LANGUAGE_INFO.version, /^\d+\.\d+/);
});
