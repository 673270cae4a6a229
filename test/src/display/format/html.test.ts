import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dim,
  escapeHtml,
  frame,
  gradient,
  square,
  tableBody,
  tableHead,
  tableRow,
} from '../../../../src/display/format/html.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

test('markup is escaped, in attributes too', () => {
  assert.equal(escapeHtml('<a href="x">&</a>'), '&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
  assert.match(frame('a "b"', 'x'), /aria-label="a &quot;b&quot;"/);
});

test('the pieces use nothing that is stripped', () => {
  const cells = `<td style="background:${gradient(40, '#2f7fc1')}">${square('#2f7fc1')}${dim('x')}</td>`;
  assertSurvivesSanitizer(frame('x', `<table>${tableHead(cells)}${tableBody([tableRow(cells)])}</table>`));
});

test('the check of the sanitizer fails on what is stripped', () => {
  assert.throws(() => assertSurvivesSanitizer('<svg></svg>'), /svg/);
  assert.throws(() => assertSurvivesSanitizer('<b onclick="x">a</b>'), /onclick/);
  assert.throws(() => assertSurvivesSanitizer('<b style="color:currentColor">a</b>'), /color/);
  assert.throws(
    () => assertSurvivesSanitizer('<b style="font-variant-numeric:tabular-nums">a</b>'),
    /font-variant/,
  );
  assert.throws(() => assertSurvivesSanitizer('<b style="background:rgb(1 2 3)">a</b>'), /rgb/);
});
