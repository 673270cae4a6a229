import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { elfFault } from '../../../../src/backends/native/elf.js';
import { elf } from '../../../elf.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-elf-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function fault(bytes: Buffer, arch?: NodeJS.Architecture): string | undefined {
  const path = join(folder, 'library.so');
  writeFileSync(path, bytes);
  return elfFault(path, arch);
}

test('a whole library has none', () => {
  assert.equal(fault(elf()), undefined);
  assert.equal(fault(elf('arm64'), 'arm64'), undefined);
  assert.equal(fault(elf('arm64'), 'riscv64'), undefined);
});

test('what is no library, or one for another processor', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(4096), Buffer.from('not a library at all')])
    assert.equal(fault(bytes), 'is not a library of 64-bit Linux');
  assert.equal(fault(elf('arm64'), 'x64'), 'is built for another processor than x64');
});

test('a library that lacks its end, wherever it was cut', () => {
  for (let length = 64; length < 256; length++)
    assert.equal(fault(elf().subarray(0, length)), 'lacks its end', `${length}`);
  const segment = elf();
  segment.writeBigUInt64LE(300n, 64 + 32);
  assert.equal(fault(segment), 'lacks its end');
});
