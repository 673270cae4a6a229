import assert from 'node:assert/strict';
import { test } from 'node:test';
import { putLineEnds, takeLineEnds } from '../../../kernel/notebook/line-ends.js';

test('line ends come back as they were', () => {
  for (const [text, crlf] of [
    ['a\nb', undefined],
    ['a\r\nb\r\n', true],
    ['a\r\nb\nc\r\n', [0, 2]],
    ['a\r', undefined],
    ['a\nb\r\nc\r', [1]],
  ] as const) {
    const taken = takeLineEnds(text);
    assert.deepEqual(taken.crlf, crlf);
    assert.ok(!taken.source.includes('\r\n'));
    assert.equal(putLineEnds(taken.source, taken.crlf), text);
  }
});
