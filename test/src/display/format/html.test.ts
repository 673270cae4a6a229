import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BLUE,
  dim,
  escapeHtml,
  frame,
  GREY,
  gradient,
  ORANGE,
  RED,
  square,
  TEAL,
  tableBody,
  tableHead,
  tableRow,
} from '../../../../src/display/format/html.js';
import { contrast, GROUNDS, over } from '../contrast.js';
import { goldens } from '../golden.js';
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

test('text has 4.5:1 on both grounds, dim and on tinted rows too; marks have 3:1 (WCAG 2.2, AA)', () => {
  const html = goldens('.html')
    .map(({ text }) => text)
    .join('');
  const opacities = [...html.matchAll(/[";]opacity:([\d.]+)/g)].map(([, value]) => Number(value));
  const tints = [...html.matchAll(/<tr style="background:rgba\((\d+,\d+,\d+),([\d.]+)\)/g)];
  assert.ok(opacities.length > 0 && tints.length > 0);
  // The text of JupyterLab's themes.
  for (const [ground, text, strength] of [
    [GROUNDS[0], '#000000', 0.87],
    [GROUNDS[1], '#ffffff', 1],
  ] as const) {
    const rows = [ground, ...tints.map(([, rgb, opacity]) => over(`rgb(${rgb})`, Number(opacity), ground))];
    for (const row of new Set(rows)) {
      for (const opacity of new Set([1, ...opacities])) {
        const ratio = contrast(over(text, strength * opacity, row), row);
        assert.ok(ratio >= 4.5, `text at ${opacity} on ${row}: ${ratio.toFixed(2)}`);
      }
    }
    for (const mark of [BLUE, TEAL, ORANGE, RED, GREY]) {
      assert.ok(contrast(mark, ground) >= 3, `${mark} on ${ground}`);
    }
  }
  assert.doesNotMatch(html, /[";]color:/, 'text keeps the colour of the theme');
});

test('tables have heads with a scope, images have words, outputs have a name', () => {
  for (const { name, text } of goldens('.html')) {
    assert.match(text, /^<div role="group" aria-label="[^"]+"/, name);
    for (const [head] of text.matchAll(/<th\b[^>]*>/g)) assert.match(head, / scope="(?:col|row)"/, name);
    for (const [image] of text.matchAll(/<img\b[^>]*>/g)) assert.match(image, / alt="[^"]+"/, name);
    for (const [bar] of text.matchAll(/<progress\b[^>]*>/g)) assert.match(bar, / aria-label="[^"]+"/, name);
    assert.equal(text.match(/<table\b/g)?.length ?? 0, text.match(/<\/table>/g)?.length ?? 0, name);
  }
});
