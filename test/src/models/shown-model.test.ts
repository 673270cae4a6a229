import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { DISPLAY, summaryView } from '../../../src/display/index.js';
import { summaryOf } from '../../../src/models/summary.js';
import { smallModel } from './small-model.js';

before(ensureReady);

test('a model as last value is its summary', () => {
  const model = smallModel();
  const { data } = model[DISPLAY]() as { data: Record<string, string> };
  assert.match(data['text/html']!, /43 parameters/);
  assert.equal(data['text/plain'], String(summaryView(summaryOf(model))));
});
