import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { textLines } from '../../../../src/data/sources/text-lines.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

describe('textLines', () => {
  it('stops reading when nobody wants more', async () => {
    const path = file('long.txt', 'line\n'.repeat(100_000));
    const lines = textLines([path]);
    assert.equal((await lines.next()).value, 'line');
    assert.equal((await lines.return()).done, true);
  });
});
