import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readWholeFile } from '../../../src/support/read-whole-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-read-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a file is read, also behind a link; what never ends or is not there is refused', async () => {
  writeFileSync(join(folder, 'a'), 'abc');
  symlinkSync('a', join(folder, 'link'));
  symlinkSync('/dev/zero', join(folder, 'endless'));
  assert.equal(Buffer.from(await readWholeFile('load', join(folder, 'link'))).toString(), 'abc');
  await assert.rejects(readWholeFile('load', join(folder, 'endless')), /load: .*endless is no file/);
  await assert.rejects(readWholeFile('load', folder), /load: .* is no file/);
  await assert.rejects(readWholeFile('load', join(folder, 'b')), /load: .*no such file/);
});
