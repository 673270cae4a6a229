import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { projectFor } from '../../../kernel/language/project.js';

const folder = mkdtempSync(join(tmpdir(), 'project-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('packages are looked for from the folder upwards, where there are any, and `cellgrad` is the kernel’s own', () => {
  const inner = join(folder, 'a', 'b');
  mkdirSync(join(inner), { recursive: true });
  mkdirSync(join(folder, 'a', 'node_modules'));
  const { compilerOptions } = JSON.parse(projectFor('/root', [inner]));
  const { paths, rootDirs, types } = compilerOptions;
  assert.deepEqual(rootDirs, ['/root', inner]);
  const modules = join(folder, 'a', 'node_modules');
  const own = join(inner, 'node_modules');
  const wanted = [own, modules].flatMap((one) => [join(one, '*'), join(one, '@types', '*')]);
  assert.deepEqual(paths['*'].slice(0, 4), wanted);
  assert.ok(existsSync(paths.cellgrad[0]), paths.cellgrad[0]);
  assert.ok(existsSync(join(types[0], 'index.d.ts')), types[0]);
});
