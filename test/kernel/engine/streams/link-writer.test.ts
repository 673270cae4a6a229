import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LinkWriter } from '../../../../kernel/engine/streams/link-writer.js';
import { FrameReader } from '../../../../kernel/frames.js';
import type { ToServer } from '../../../../kernel/link.js';

function written(...messages: ToServer[]): unknown[] {
  const file = join(mkdtempSync(join(tmpdir(), 'cellgrad-writer-')), 'link');
  const fd = openSync(file, 'w');
  const writer = new LinkWriter(fd);
  for (const message of messages) writer.send(message);
  closeSync(fd);
  return new FrameReader().push(readFileSync(file));
}

test('writes messages in their order', () => {
  const messages: ToServer[] = [
    { type: 'ready', pid: 1 },
    { type: 'stream', cell: 1, name: 'stdout', text: 'x' },
  ];
  assert.deepEqual(written(...messages), messages);
});

test('what is held goes with the next message, and does not stay for long', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cellgrad-writer-')), 'link');
  const fd = openSync(file, 'w');
  const writer = new LinkWriter(fd);
  const read = () =>
    (new FrameReader().push(readFileSync(file)) as { cell: number }[]).map(({ cell }) => cell);
  const result = (cell: number): ToServer => ({ type: 'result', cell, data: {}, metadata: {} });
  writer.hold(result(1));
  assert.deepEqual(read(), []);
  writer.send(result(2));
  assert.deepEqual(read(), [1, 2]);
  writer.hold(result(3));
  writer.hold(result(4));
  assert.deepEqual(read(), [1, 2, 3]);
  writer.send({ type: 'stream', cell: 5, name: 'stdout', text: 'x'.repeat((1 << 20) + 1) });
  assert.deepEqual(read(), [1, 2, 3, 4, 5, 5]);
  writer.hold(result(6));
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  assert.deepEqual(read(), [1, 2, 3, 4, 5, 5, 6]);
  closeSync(fd);
});

test('long text goes in pieces that cut no character', () => {
  const text = `a${'😀'.repeat(1_000_000)}`;
  const pieces = written({ type: 'stream', cell: 1, name: 'stderr', text }) as { text: string }[];
  assert.ok(pieces.length > 1);
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  for (const piece of pieces) assert.ok(!/\p{Surrogate}/u.test(piece.text));
});

test('a lone surrogate at the end of a piece is kept', () => {
  const text = `${'x'.repeat((1 << 20) - 1)}\ud83d`;
  const pieces = written({ type: 'stream', cell: 1, name: 'stdout', text: `${text}y` }) as { text: string }[];
  assert.equal(pieces.map((piece) => piece.text).join(''), `${text}y`);
});

test('what cannot be shown is said in its cell', () => {
  const [said] = written({ type: 'result', cell: 4, data: { 'text/plain': 1n }, metadata: {} });
  const { type, cell, name, text } = said as Record<string, string>;
  assert.deepEqual([type, cell, name], ['stream', 4, 'stderr']);
  assert.match(text!, /Cannot show this result: expected data that JSON can carry; .*BigInt/);
});
