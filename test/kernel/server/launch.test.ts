import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FrameReader } from '../../../kernel/frames.js';
import { ENGINE_ENTRY, killEngine, launchEngine } from '../../../kernel/server/launch.js';

test('the entry is beside this code', () => assert.ok(existsSync(ENGINE_ENTRY)));

test('an engine starts in its folder, leads a group, and ends when it is killed', async () => {
  const entry = new URL('../stub/engine.ts', import.meta.url);
  const folder = realpathSync(tmpdir());
  const { child, messages, exit } = launchEngine({ folder, entry });
  const [chunk] = (await once(messages, 'data')) as [Buffer];
  assert.deepEqual(new FrameReader().push(chunk), [{ type: 'ready', pid: child.pid }]);
  if (process.platform === 'linux') {
    assert.equal(realpathSync(`/proc/${child.pid}/cwd`), folder);
    process.kill(-child.pid!, 0);
  }
  killEngine(child);
  assert.deepEqual(await exit, { code: null, signal: 'SIGKILL' });
  killEngine(child);
});

test("an engine starts in the server's folder, also when that has another name by now", {
  skip: process.platform !== 'linux',
}, async () => {
  const before = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'launch-')));
  const renamed = `${folder}-renamed`;
  process.chdir(folder);
  assert.equal(process.cwd(), folder);
  renameSync(folder, renamed);
  const entry = new URL('../stub/engine.ts', import.meta.url);
  const { child, messages, exit } = launchEngine({ folder, entry });
  try {
    await Promise.race([once(messages, 'data'), exit]);
    assert.equal(realpathSync(`/proc/${child.pid}/cwd`), renamed);
  } finally {
    killEngine(child);
    await exit;
    process.chdir(before);
    rmSync(renamed, { recursive: true });
  }
});

test('an engine that cannot be started says why', async () => {
  const { exit } = launchEngine({ folder: join(tmpdir(), 'cellgrad-no-such-folder') });
  const { code, signal, reason } = await exit;
  assert.deepEqual([code, signal], [null, null]);
  assert.match(reason!, /ENOENT/);
});
