import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** test/types/cells holds what users write, compiled as strictly as a careful user compiles. */
it('the guide and layers of one’s own compile without a cast', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'test/types/cells/tsconfig.json', '--noEmit'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const own = stdout.split('\n').filter((line) => line.startsWith('test/types/'));
  assert.deepEqual(own, []);
  assert.ok(status === 0 || stdout.startsWith('src/') || stdout.startsWith('kernel/'), stdout);
});
