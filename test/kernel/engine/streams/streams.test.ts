import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import type { EngineOutput } from '../../../../kernel/engine/streams/output.js';
import { captureStreams } from '../../../../kernel/engine/streams/streams.js';

const cell: CellContext = { id: 9, count: 9, source: '', allowStdin: false, ended: false };

function captured(use: () => void): string[] {
  const found: string[] = [];
  const output = { stream: (id: number, name: string, text: string) => found.push(`${id} ${name} ${text}`) };
  const release = captureStreams(output as unknown as EngineOutput, true);
  try {
    cellContext.run(cell, use);
  } finally {
    release();
  }
  return found;
}

test('text, bytes cut in the middle of a character, encodings, callbacks', async () => {
  let called = false;
  const [first, second] = [Buffer.from('ö').subarray(0, 1), Buffer.from('ö').subarray(1)];
  const found = captured(() => {
    process.stdout.write(first);
    process.stdout.write(second);
    process.stderr.write('6869', 'hex', () => {
      called = true;
    });
    assert.throws(
      () => process.stdout.write(5 as unknown as string),
      /expected a string, a Buffer or a Uint8Array/,
    );
  });
  assert.deepEqual(found, ['9 stdout ö', '9 stderr hi']);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(called, true);
});

test('console formats, indents its groups, and colours objects', () => {
  const found = captured(() => {
    console.log('%s is %d', 'a', 1);
    console.group('g');
    console.warn({ a: 'b' });
    console.groupEnd();
    console.dir(['x']);
    console.log();
  });
  assert.deepEqual(found, [
    '9 stdout a is 1\n',
    '9 stdout g\n',
    "9 stderr   { a: \x1b[32m'b'\x1b[39m }\n",
    "9 stdout [ \x1b[32m'x'\x1b[39m ]\n",
    '9 stdout \n',
  ]);
});

test('everything is as before afterwards', () => {
  const before = [process.stdout.write, process.stderr.write, console.log, console.dir];
  captured(() => undefined);
  assert.deepEqual([process.stdout.write, process.stderr.write, console.log, console.dir], before);
});
