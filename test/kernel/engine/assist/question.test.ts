import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionIn } from '../../../../kernel/engine/assist/question.js';

test('a question is a name with a mark before or behind it', () => {
  assert.deepEqual(questionIn('?a.b'), { name: 'a.b', detail: 0 });
  assert.deepEqual(questionIn(' a["b"]??; '), { name: 'a["b"]', detail: 1 });
  assert.deepEqual(questionIn('?%time'), { name: '%time', detail: 0 });
  for (const code of ['a ? b : c', 'a?.b', '?', 'a\n?b']) assert.equal(questionIn(code), undefined, code);
});
