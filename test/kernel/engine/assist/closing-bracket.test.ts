// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code holds templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterClosing } from '../../../../kernel/engine/assist/closing-bracket.js';

test('brackets in brackets, texts, comments and patterns do not close', () => {
  const code = "(a = f(1), b = ')', c = `)${')'}`, /* ) */ d = /[)]/) { return { a } } after()";
  const cut = (kinds?: string, from?: number) => code.slice(0, afterClosing(code, kinds, from));
  assert.equal(cut(), code.slice(0, code.indexOf(' {')));
  assert.equal(cut('}'), code.slice(0, code.indexOf(' after')));
  assert.equal(cut(undefined, code.indexOf('return')), code.slice(0, code.indexOf(' after')));
  assert.equal(afterClosing(code, ']'), undefined);
  assert.equal(afterClosing('f(a'), undefined);
});
