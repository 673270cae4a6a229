import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Codec, PROTOCOL_VERSION, ProtocolError } from '../../../kernel/protocol/codec.js';

const key = 'a0436f6c-1916-498b-8eb9-e81ab9368e84';
const text = (frame: Uint8Array | undefined) => Buffer.from(frame!).toString();
const bytes = (...parts: string[]) => parts.map((part) => Buffer.from(part));
const header = {
  msg_id: '1',
  session: 's',
  username: 'u',
  date: '2024-01-01T00:00:00Z',
  msg_type: 't',
  version: '5.4',
};

/** Frames as a front end would sign them. */
function signed(...parts: string[]): Uint8Array[] {
  const hmac = createHmac('sha256', key);
  for (const part of parts.slice(0, 4)) hmac.update(part);
  return bytes('id', '<IDS|MSG>', hmac.digest('hex'), ...parts);
}

test('lays a message out as the wire protocol has it', () => {
  const codec = new Codec({ key });
  const frames = codec.encode({
    type: 'status',
    content: { execution_state: 'idle' },
    parent: header,
    identities: bytes('who'),
    buffers: [new Uint8Array([1, 2])],
  });
  assert.deepEqual(frames.map(text).slice(0, 2), ['who', '<IDS|MSG>']);
  const [, , signature, ...parts] = frames.map(text);
  const hmac = createHmac('sha256', key);
  for (const part of parts.slice(0, 4)) hmac.update(part);
  assert.equal(signature, hmac.digest('hex'));
  const [own, parent, metadata, content] = parts.slice(0, 4).map((part) => JSON.parse(part));
  assert.equal(own.msg_type, 'status');
  assert.equal(own.version, PROTOCOL_VERSION);
  assert.equal(own.session, codec.session);
  assert.ok(!Number.isNaN(Date.parse(own.date)));
  assert.deepEqual([parent, metadata, content], [header, {}, { execution_state: 'idle' }]);
  assert.deepEqual([...frames[7]!], [1, 2]);
});

test('what one kernel encodes another one with the same key decodes', () => {
  const message = new Codec({ key }).decode(
    new Codec({ key }).encode({
      type: 'x',
      content: { text: 'é😀' },
      identities: bytes('a', 'b'),
      buffers: bytes('raw'),
    }),
  );
  assert.deepEqual(message.identities.map(text), ['a', 'b']);
  assert.deepEqual(message.content, { text: 'é😀' });
  assert.deepEqual(message.buffers.map(text), ['raw']);
  assert.deepEqual(message.parent_header, {});
});

test('every message has an id of its own', () => {
  const codec = new Codec({ key: '' });
  const ids = [1, 2, 3].map(() => codec.decode(codec.encode({ type: 'status', content: {} })).header.msg_id);
  assert.equal(new Set(ids).size, 3);
});

test('half a surrogate pair becomes the replacement character; an escaped backslash before ud stays', () => {
  const codec = new Codec({ key: '' });
  const content = { lone: 'a\ud83d', pair: '😀', escaped: '\\ud83d', both: '\\\ud83d' };
  const frames = codec.encode({ type: 'x', content });
  assert.deepEqual(codec.decode(frames).content, {
    lone: 'a\ufffd',
    pair: '😀',
    escaped: '\\ud83d',
    both: '\\\ufffd',
  });
});

test('with an empty key nothing is signed and any signature passes', () => {
  const codec = new Codec({ key: '' });
  assert.equal(text(codec.encode({ type: 'x', content: {} })[1]), '');
  const frames = bytes('<IDS|MSG>', 'whatever', JSON.stringify(header), '{}', '{}', '{}');
  assert.equal(codec.decode(frames).header.msg_type, 't');
});

test('a message that was listened to cannot be sent again', () => {
  const codec = new Codec({ key });
  const frames = signed(JSON.stringify(header), '{}', '{}', '{}');
  codec.decode(frames);
  assert.throws(() => codec.decode(frames), /received before/);
});

const good = JSON.stringify(header);
for (const [what, frames, message] of [
  ['no delimiter', bytes('a', 'b'), /delimiter/],
  ['nothing', [], /delimiter/],
  ['too few frames', bytes('<IDS|MSG>', 'x', '{}'), /5 frames/],
  ['another key', bytes('<IDS|MSG>', 'f'.repeat(64), good, '{}', '{}', '{}'), /signature/],
  ['a short signature', bytes('<IDS|MSG>', '', good, '{}', '{}', '{}'), /signature/],
  ['broken JSON', signed(good, '{}', '{}', '{'), /JSON/],
  ['a list for an object', signed(good, '{}', '{}', '[1]'), /object/],
  ['a header without a type', signed('{"msg_id":"1","session":"s"}', '{}', '{}', '{}'), /msg_type/],
] as const) {
  test(`refuses ${what}`, () => {
    assert.throws(
      () => new Codec({ key }).decode(frames),
      (error) => error instanceof ProtocolError && message.test(error.message),
    );
  });
}

test('refuses bytes that are not UTF-8', () => {
  const content = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const frames = [...bytes('<IDS|MSG>', '', good, '{}', '{}'), content];
  assert.throws(() => new Codec({ key: '' }).decode(frames), /UTF-8/);
});

test('refuses a signature scheme that it does not know', () => {
  assert.throws(() => new Codec({ key, scheme: 'rsa' }), /hmac-sha256/);
  assert.throws(() => new Codec({ key, scheme: 'hmac-nonsense' }));
});
