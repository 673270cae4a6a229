import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { csvRows } from '../../../../src/data/sources/csv-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

describe('csvRows', () => {
  it('has fields, with what quotes keep together', async () => {
    const found: unknown[] = [];
    const path = file('q.csv', 'a, "b ""c"" d"\n\n1,2\n');
    for await (const { fields } of csvRows(path, ',')) found.push(fields);
    assert.deepEqual(found, [
      ['a', 'b "c" d'],
      ['1', '2'],
    ]);
  });
});
