import assert from 'node:assert/strict';
import { closeSync, writeSync } from 'node:fs';
import { test } from 'node:test';
import { openOutputPipes } from '../../../kernel/server/output-pipe.js';
import { RawOutput } from '../../../kernel/server/raw-output.js';

function bench(name: 'stdout' | 'stderr' = 'stdout') {
  const seen = { text: '' };
  const raw = new RawOutput(name, (text) => {
    seen.text += text;
  });
  return { raw, seen };
}

test('text passes whole, whatever the pieces', () => {
  const bytes = Buffer.from('a é😀b\0c');
  for (let size = 1; size <= bytes.length; size++) {
    const { raw, seen } = bench();
    for (let at = 0; at < bytes.length; at += size) raw.push(bytes.subarray(at, at + size));
    assert.equal(seen.text, 'a é😀b\0c');
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

test('the end gives what was held back', () => {
  const { raw, seen } = bench();
  raw.push(Buffer.from('x😀').subarray(0, 3));
  assert.equal(seen.text, 'x');
  raw.end();
  assert.equal(seen.text, 'x\ufffd');
});

test('takes what lies in the pipe without waiting for more', {
  skip: process.platform === 'win32' && 'Windows has no such pipes',
}, async () => {
  const { raw, seen } = bench();
  const [pipe] = openOutputPipes(1)!;
  const { readEnd, writeEnd } = pipe!;
  raw.take(readEnd);
  assert.equal(seen.text, '');
  const all = 'line of text\n'.repeat(5000);
  writeSync(writeEnd, all);
  raw.take(readEnd);
  assert.equal(seen.text, all);
  const reader = pipe!.reader().on('data', (chunk: Buffer) => raw.push(chunk));
  raw.take(readEnd);
  await new Promise((resolve) => reader.on('close', resolve));
  raw.take(readEnd);
  assert.equal(seen.text, all);
  assert.throws(() => closeSync(readEnd), /EBADF/);
});
