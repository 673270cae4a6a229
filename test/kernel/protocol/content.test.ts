import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Content, ContentError } from '../../../kernel/protocol/content.js';

const content = new Content('x_request', { text: 'a', on: true, n: 3, list: [], nothing: null, some: {} });

test('reads fields of the right type', () => {
  assert.equal(content.string('text'), 'a');
  assert.equal(content.boolean('on'), true);
  assert.equal(content.integer('n'), 3);
  assert.equal(content.oneOf('n', [1, 3]), 3);
  assert.deepEqual(content.object('some'), {});
});

test('absent fields have their default, and null counts as absent where a field is optional', () => {
  assert.equal(content.string('absent', 'b'), 'b');
  assert.equal(
    content.optional((c) => c.integer('nothing'), 'nothing'),
    undefined,
  );
  assert.equal(
    content.optional((c) => c.integer('n'), 'n'),
    3,
  );
});

for (const [read, message] of [
  [() => content.string('n'), 'x_request: n: expected a string; received 3.'],
  [() => content.string('absent'), 'x_request: absent: expected a string; received nothing.'],
  [() => content.boolean('text', true), 'x_request: text: expected true or false; received "a".'],
  [() => content.integer('text'), 'x_request: text: expected an integer; received "a".'],
  [() => content.object('list'), 'x_request: list: expected an object; received [].'],
  [() => content.oneOf('n', [0, 1]), 'x_request: n: expected one of 0, 1; received 3.'],
] as const) {
  test(`refuses: ${message}`, () => {
    assert.throws(read, (error) => error instanceof ContentError && error.message === message);
  });
}
