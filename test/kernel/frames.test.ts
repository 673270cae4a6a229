import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeFrame, FrameError, FrameReader } from '../../kernel/frames.js';

const messages = [
  { type: 'a', text: 'plain' },
  { type: 'b', text: 'é😀\ud83d\0' },
  { type: 'c', buffers: [new Uint8Array([0, 255])] },
  { type: 'd', text: 'x'.repeat(100_000), buffers: [] },
  { type: 'stream', cell: 4_000_000_000, name: 'stdout', text: 'é😀\n\0' },
  { type: 'stream', cell: 0, name: 'stderr', text: '' },
  { type: 'stream', cell: 1, name: 'stderr', text: 'half \ud83d' },
];

test('what is laid out is read back, whatever the pieces in which it arrives', () => {
  const bytes = Buffer.concat(messages.map((message) => encodeFrame(message)));
  for (const size of [1, 3, 4, 5, 6, 4096, bytes.length]) {
    const reader = new FrameReader();
    const read: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
    assert.deepEqual(read, messages);
    assert.equal(reader.pending, false);
  }
});

test('a frame that is not whole is waited for', () => {
  const reader = new FrameReader();
  assert.deepEqual(reader.push(encodeFrame({ a: 1 }).subarray(0, -1)), []);
  assert.equal(reader.pending, true);
});

test('bytes that are not a frame are an error', () => {
  const frame = (length: number, form: number, text = '') => {
    const bytes = Buffer.alloc(5 + text.length);
    bytes.writeUInt32LE(length, 0);
    bytes.writeUInt8(form, 4);
    bytes.write(text, 5);
    return bytes;
  };
  for (const bytes of [
    Buffer.from('some text of a user'),
    frame(0xffff_ffff, 1),
    frame(2, 0, '{}'),
    frame(2, 4, '{}'),
    frame(2, 3, '{}'),
    frame(6, 3, '\0\0\0\0\x02x'),
    frame(1, 1, '{'),
    frame(1, 2, '{'),
  ]) {
    assert.throws(() => new FrameReader().push(bytes), FrameError);
  }
});

test('what no form can carry is an error of the sender', () => {
  assert.throws(() => encodeFrame({ n: 1n }), TypeError);
  assert.throws(() => encodeFrame({ f: () => 1, buffers: [new Uint8Array(1)] }));
});
