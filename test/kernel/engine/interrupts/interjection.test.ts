import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import type { InspectorSession } from '../../../../kernel/engine/debug/debug-relay.js';
import {
  interject,
  type Question,
  takeQuestions,
} from '../../../../kernel/engine/interrupts/interjection.js';

const question: Question = { type: 'complete', id: 7, code: '"`\u2028', cursor: 3 };

/** A session that evaluates in this very thread. */
const session: InspectorSession = {
  post(method, params, then) {
    assert.equal(method, 'Runtime.evaluate');
    try {
      const value: unknown = vm.runInThisContext((params as { expression: string }).expression);
      then?.(null, { result: { value } });
    } catch (error) {
      then?.(null, { result: {}, exceptionDetails: { text: String(error) } });
    }
  },
  on() {},
};

function asked(): unknown[] {
  const answers: unknown[] = [];
  interject(session, question, (value) => answers.push(value));
  return answers;
}

test('the question arrives as it is, and the answer as plain data', () => {
  takeQuestions((received) => ({ received, nothing: undefined }));
  assert.deepEqual(asked(), [{ received: question }]);
});

test('an answer that fails, or that is not there, is none', () => {
  takeQuestions(() => {
    throw new Error('on purpose');
  });
  assert.deepEqual(asked(), []);
  takeQuestions(() => undefined);
  assert.deepEqual(asked(), []);
});
