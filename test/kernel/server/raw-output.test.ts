import assert from 'node:assert/strict';
import { test } from 'node:test';
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
