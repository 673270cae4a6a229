import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTar } from '../../../src/datasets/tar.js';

function entry(name: string, content: string, kind = '0'): Buffer {
  const head = Buffer.alloc(512);
  head.write(name);
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        ', 148);
  head.write(kind, 156);
  head.write('ustar\0', 257);
  const sum = head.reduce((a, b) => a + b, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))]);
}

const file = Buffer.concat([
  entry('a/', '', '5'),
  entry('a/one', 'first'),
  entry('a/two', 'x'.repeat(600)),
  Buffer.alloc(1024),
]);

describe('tar', () => {
  it('files by name, without folders', () => {
    const found = [...readTar(file, 'a.tar')].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
    assert.deepEqual(found, [
      ['a/one', 'first'],
      ['a/two', 'x'.repeat(600)],
    ]);
  });

  it('damage is an error', () => {
    assert.throws(
      () => readTar(file.subarray(0, 2500), 'a.tar'),
      /a\.tar: expected a tar archive; a file of 600 bytes ends/,
    );
    assert.throws(() => readTar(file.subarray(0, 2000), 'a.tar'), /in the middle of a header/);
    const changed = Buffer.from(file);
    changed[3] = 1;
    assert.throws(() => readTar(changed, 'a.tar'), /the sum at byte 0 is wrong/);
  });
});
