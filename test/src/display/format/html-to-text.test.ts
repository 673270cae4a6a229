import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToText } from '../../../../src/display/format/html-to-text.js';

test('keeps the words, one line a block', () => {
  assert.equal(htmlToText('<h1>Title</h1><p>a <b>b</b> &amp; c</p>'), 'Title\na b & c');
  assert.equal(htmlToText('<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>'), '1  2\n3');
});

test('drops scripts, styles and comments, and decodes entities', () => {
  assert.equal(
    htmlToText('<style>b{}</style><!-- x --><script>1 < 2</script>a&#65;&#x42;&unknown;'),
    'aAB&unknown;',
  );
});
