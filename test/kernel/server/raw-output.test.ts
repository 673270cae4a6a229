import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputMark } from '../../../kernel/output-mark.js';
import { RawOutput } from '../../../kernel/server/raw-output.js';

function bench(name: 'stdout' | 'stderr' = 'stdout') {
  const seen = { text: '' };
  const raw = new RawOutput('token', name, (text) => {
    seen.text += text;
  });
  return { raw, seen };
}

const settled = async (promise: Promise<void> | undefined) => {
  let done = false;
  void Promise.resolve(promise).then(() => {
    done = true;
  });
  await new Promise(setImmediate);
  return done;
};

test('text passes, marks do not, whatever the pieces', async () => {
  const bytes = Buffer.from(
    `a é😀${outputMark('token', 1)}b\0c\0cellgrad:other:1\0${outputMark('token', 2)}d`,
  );
  for (let size = 1; size <= bytes.length; size++) {
    const { raw, seen } = bench();
    for (let at = 0; at < bytes.length; at += size) raw.push(bytes.subarray(at, at + size));
    assert.equal(seen.text, 'a é😀b\0c\0cellgrad:other:1\0d');
    assert.ok(await settled(raw.reached(1)));
  }
});

test('what Node says of the debugger at the end of a process does not pass on fd 2', () => {
  const { raw, seen } = bench('stderr');
  raw.push(Buffer.from('a\nWaiting for the debugger to disconnect...\nb\n'));
  raw.push(Buffer.from('Waiting for the debugger to disconnect...\n'));
  raw.push(Buffer.from('Waiting for the debugger'));
  assert.equal(seen.text, 'a\nb\nWaiting for the debugger');
  const out = bench('stdout');
  out.raw.push(Buffer.from('Waiting for the debugger to disconnect...\n'));
  assert.equal(out.seen.text, 'Waiting for the debugger to disconnect...\n');
});

test('a mark is waited for, or was already seen', async () => {
  const { raw } = bench();
  const early = raw.reached(1);
  assert.equal(await settled(early), false);
  raw.push(Buffer.from(outputMark('token', 1)));
  assert.ok(await settled(early));
  raw.push(Buffer.from(outputMark('token', 2)));
  assert.ok(await settled(raw.reached(2)));
});

test('the end frees those who wait, and gives what was held back', async () => {
  const { raw, seen } = bench();
  const waiting = raw.reached(1);
  raw.push(Buffer.from('x\0cell'));
  assert.equal(seen.text, 'x');
  raw.end();
  raw.end();
  assert.equal(seen.text, 'x\0cell');
  assert.ok(await settled(waiting));
  assert.ok(await settled(raw.reached(2)));
});
