import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  dataFolders,
  findProgram,
  packageFolder,
  prefixDataFolder,
  pythonPrefix,
  userDataFolder,
} from '../../../kernel/install/paths.js';

const folder = mkdtempSync(join(tmpdir(), 'paths-'));
after(() => rmSync(folder, { recursive: true }));

const on = (platform: NodeJS.Platform, env: Record<string, string> = {}) => ({ platform, env, home: '/h' });

test('the user data folder is the one of jupyter_core', () => {
  assert.equal(userDataFolder(on('linux')), '/h/.local/share/jupyter');
  assert.equal(userDataFolder(on('linux', { XDG_DATA_HOME: '/x' })), '/x/jupyter');
  assert.equal(userDataFolder(on('linux', { JUPYTER_DATA_DIR: '/j', XDG_DATA_HOME: '/x' })), '/j');
  assert.equal(userDataFolder(on('darwin')), '/h/Library/Jupyter');
  assert.equal(
    userDataFolder(on('darwin', { JUPYTER_PLATFORM_DIRS: '1' })),
    '/h/Library/Application Support/Jupyter',
  );
  assert.equal(userDataFolder(on('win32', { APPDATA: '/a' })), '/a/jupyter');
  assert.equal(userDataFolder(on('win32')), '/h/.jupyter/data');
  assert.equal(
    userDataFolder(on('win32', { JUPYTER_PLATFORM_DIRS: 'true', LOCALAPPDATA: '/l' })),
    '/l/Jupyter',
  );
});

test('the folders are searched in the order of jupyter_core', () => {
  assert.deepEqual(dataFolders(on('linux', { JUPYTER_PATH: '/p:/q' }), '/env'), [
    '/p',
    '/q',
    '/h/.local/share/jupyter',
    '/env/share/jupyter',
    '/usr/local/share/jupyter',
    '/usr/share/jupyter',
  ]);
  assert.deepEqual(dataFolders(on('linux', { VIRTUAL_ENV: '/env' }), '/env').slice(0, 2), [
    '/env/share/jupyter',
    '/h/.local/share/jupyter',
  ]);
  const not = { VIRTUAL_ENV: '/env', JUPYTER_PREFER_ENV_PATH: '0' };
  assert.equal(dataFolders(on('linux', not), '/env')[0], '/h/.local/share/jupyter');
  assert.equal(
    dataFolders(on('linux'), '/usr/local').filter((path) => path.startsWith('/usr/local')).length,
    1,
  );
});

test('a prefix', () => {
  assert.equal(prefixDataFolder('/env'), '/env/share/jupyter');
  assert.equal(prefixDataFolder('env'), join(process.cwd(), 'env/share/jupyter'));
});

test("Python's prefix: the active environment, else the first python's", () => {
  assert.equal(pythonPrefix(on('linux', { VIRTUAL_ENV: '/v', CONDA_PREFIX: '/c' })), '/v');
  assert.equal(pythonPrefix(on('linux', { CONDA_PREFIX: '/c' })), '/c');
  assert.equal(pythonPrefix(on('linux', { PATH: folder })), undefined);
  const python = join(folder, 'python3');
  writeFileSync(python, '#!/bin/sh\necho /the/prefix\n');
  chmodSync(python, 0o755);
  assert.equal(findProgram('python3', { PATH: `/none:${folder}` }, 'linux'), python);
  assert.equal(pythonPrefix(on('linux', { PATH: folder })), '/the/prefix');
});

test('the package folder is the nearest with a package.json', () => {
  assert.equal(packageFolder(import.meta.dirname), join(import.meta.dirname, '..', '..', '..'));
  assert.throws(() => packageFolder(folder), /expected a package\.json/);
});
