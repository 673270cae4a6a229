import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { writeFileAtomically } from '../../../src/support/atomic-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-atomic-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileAtomically', () => {
  it('makes folders, replaces what was there, and leaves nothing beside it', async () => {
    const file = join(folder, 'a/b/file');
    await writeFileAtomically('test', file, 'one');
    await writeFileAtomically('test', file, Uint8Array.of(50));
    assert.equal(readFileSync(file, 'utf8'), '2');
    assert.deepEqual(readdirSync(join(folder, 'a/b')), ['file']);
  });

  it('says what could not be written, and keeps what was there', async () => {
    const file = join(folder, 'taken');
    mkdirSync(file);
    writeFileSync(join(file, 'inside'), 'kept');
    await assert.rejects(
      writeFileAtomically('model.save', file, 'x'),
      /model.save: .*taken could not be written/,
    );
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'taken']);
    assert.equal(readFileSync(join(file, 'inside'), 'utf8'), 'kept');
  });
});
