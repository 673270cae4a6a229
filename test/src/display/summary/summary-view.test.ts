import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { DISPLAY } from '../../../../src/display/bundle.js';
import { summaryView } from '../../../../src/display/summary/summary-view.js';
import { SUMMARY } from '../sample-summary.js';

test('shows itself as HTML and text; console.log prints the text', () => {
  const view = summaryView(SUMMARY);
  const shown = view[DISPLAY]() as { data: Record<string, string> };
  assert.deepEqual(Object.keys(shown.data), ['text/html', 'text/plain']);
  assert.equal(shown.data['text/plain'], String(view));
  assert.equal(inspect(view), String(view));
  assert.equal(view.data, SUMMARY);
});

test('says the same numbers in both forms', () => {
  const view = summaryView(SUMMARY);
  const { data } = view[DISPLAY]() as { data: Record<string, string> };
  for (const fact of ['57,066', '56,842', '86.3 %', 'partly', 'frozen', '222 KiB', '4.04 MiB']) {
    assert.ok(data['text/html']?.includes(fact), `HTML lacks ${fact}`);
    assert.ok(data['text/plain']?.includes(fact), `text lacks ${fact}`);
  }
});
