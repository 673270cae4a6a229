import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { abandonedParts, makePart, removeAbandonedParts } from '../../../../src/backends/install/part.js';

const above = mkdtempSync(join(tmpdir(), 'cellgrad-part-'));
after(() => rmSync(above, { recursive: true, force: true }));

test('parts are abandoned where their process is gone, or after a day', async () => {
  const mine = await makePart(above);
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const name of [
    `.installing-${hostname()}-${gone}-abcdef`,
    `.installing-${hostname()}-${gone}-abcdef-old`,
  ])
    mkdirSync(join(above, name));
  for (const name of ['.installing-abcdef', '.installing-elsewhere-1-abcdef', 'native', '.other'])
    mkdirSync(join(above, name));
  const found = () =>
    abandonedParts(above)
      .map((path) => basename(path).replace(/.*-abcdef/, ''))
      .sort();
  assert.deepEqual(found(), ['', '-old']);
  const before = new Date(Date.now() - 25 * 3600 * 1000);
  for (const name of ['.installing-elsewhere-1-abcdef', 'native'])
    utimesSync(join(above, name), before, before);
  assert.deepEqual(found(), ['', '', '-old']);
  await removeAbandonedParts(above);
  assert.deepEqual(abandonedParts(above), []);
  assert.ok(
    existsSync(mine) && existsSync(join(above, 'native')) && existsSync(join(above, '.installing-abcdef')),
  );
  assert.deepEqual(abandonedParts(join(above, 'nowhere')), []);
});
