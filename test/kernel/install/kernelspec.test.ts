import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { after, test } from 'node:test';
import {
  InstallError,
  installedKernels,
  installKernelspec,
  kernelFolder,
  kernelJson,
  uninstallKernelspec,
} from '../../../kernel/install/kernelspec.js';

const folder = mkdtempSync(join(tmpdir(), 'kernelspec-'));
after(() => rmSync(folder, { recursive: true }));

const machine = (env: Record<string, string> = {}) => ({
  env,
  platform: 'linux' as const,
  home: join(folder, 'home'),
});
const entry = '/somewhere/dist/kernel/cli.js';

test('kernel.json names absolute paths and interrupts by message', () => {
  const spec = kernelJson({ entry });
  assert.deepEqual(spec.argv, [process.execPath, entry, 'start', '--connection-file', '{connection_file}']);
  assert.ok(isAbsolute(spec.argv[0]!));
  assert.equal(spec.display_name, 'TypeScript (Cellgrad)');
  assert.equal(spec.language, 'typescript');
  assert.equal(spec.interrupt_mode, 'message');
  assert.equal(kernelJson({ entry, displayName: 'Mine' }).display_name, 'Mine');
});

test('a source checkout is started through tsx', () => {
  const { argv } = kernelJson({ entry: '/somewhere/kernel/cli.ts' });
  assert.equal(argv[1], '--import');
  assert.match(argv[2]!, /^file:\/\/.*tsx/);
});

test('places: the user by default, a prefix, the active environment', () => {
  assert.equal(kernelFolder({}, machine()), join(folder, 'home/.local/share/jupyter/kernels/cellgrad'));
  assert.equal(kernelFolder({ user: true }, machine({ JUPYTER_DATA_DIR: '/j' })), '/j/kernels/cellgrad');
  assert.equal(kernelFolder({ prefix: '/p', name: 'TS.2' }, machine()), '/p/share/jupyter/kernels/ts.2');
  assert.equal(
    kernelFolder({ sysPrefix: true }, machine({ VIRTUAL_ENV: '/v' })),
    '/v/share/jupyter/kernels/cellgrad',
  );
});

test('places that cannot be are refused', () => {
  assert.throws(() => kernelFolder({ user: true, prefix: '/p' }, machine()), InstallError);
  assert.throws(() => kernelFolder({ name: '../up' }, machine()), /letters, digits, .*; received "\.\.\/up"/);
  for (const name of ['', '.', '..', '.hidden'])
    assert.throws(() => kernelFolder({ name }, machine()), InstallError, name);
  assert.throws(() => kernelFolder({ prefix: '' }, machine()), /expected a folder as --prefix; received ""/);
  assert.throws(
    () => kernelFolder({ sysPrefix: true }, machine({ PATH: '' })),
    /Fix: activate the environment/,
  );
});

test("another program's kernel is neither replaced nor removed", async () => {
  const place = { prefix: join(folder, 'shared'), name: 'python3' };
  const at = kernelFolder(place, machine());
  const spec = join(at, 'kernel.json');
  mkdirSync(at, { recursive: true });
  const theirs = JSON.stringify({ argv: ['python', '-m', 'ipykernel_launcher'], display_name: 'Python 3' });
  writeFileSync(spec, theirs);
  await assert.rejects(
    installKernelspec({ ...place, entry }, machine()),
    /python3: expected no kernel there, or one of Cellgrad's; received Python 3\.\nFix: another --name, or `jupyter kernelspec remove python3`/,
  );
  await assert.rejects(uninstallKernelspec(place, machine()), /received Python 3/);
  assert.equal(readFileSync(spec, 'utf8'), theirs);
  // What is damaged is nobody's.
  writeFileSync(spec, '{');
  await installKernelspec({ ...place, entry }, machine());
  assert.equal(JSON.parse(readFileSync(spec, 'utf8')).language, 'typescript');
});

test('installs, replaces and removes', async () => {
  const prefix = join(folder, 'env');
  const place = { prefix, name: 'mine' };
  const at = await installKernelspec({ ...place, entry }, machine());
  assert.equal(at, join(prefix, 'share/jupyter/kernels/mine'));
  const files = ['kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'];
  assert.deepEqual(readdirSync(at).sort(), files);
  writeFileSync(join(at, 'left-over'), '');
  await installKernelspec({ ...place, entry, displayName: 'Second' }, machine());
  assert.deepEqual(readdirSync(at).sort(), files);
  assert.equal(JSON.parse(readFileSync(join(at, 'kernel.json'), 'utf8')).display_name, 'Second');
  assert.deepEqual(readdirSync(join(at, '..')), ['mine']);
  assert.equal(await uninstallKernelspec(place, machine()), at);
  assert.equal(existsSync(at), false);
  await assert.rejects(
    uninstallKernelspec(place, machine()),
    /expected a kernel in .*; received none\.\nFix: /,
  );
});

test('a place that cannot be written is named with a way out', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await assert.rejects(installKernelspec({ prefix: file, entry }, machine()), (error: unknown) => {
    assert.ok(error instanceof InstallError);
    assert.match(error.message, /expected to write .*a-file.*; received ENOTDIR\.\nFix: .*--user/);
    return true;
  });
  await assert.rejects(
    installKernelspec({ prefix: join(folder, 'x'.repeat(300)), entry }, machine()),
    /^InstallError: install: expected to write .*xxx.*; received ENAMETOOLONG\.\nFix: /,
  );
});

test('finds the kernels of this project among others', async () => {
  const data = join(folder, 'data');
  await installKernelspec({ entry, name: 'ours' }, machine({ JUPYTER_DATA_DIR: data }));
  for (const [name, json] of [
    ['python3', '{"argv": ["python", "-m", "ipykernel"]}'],
    ['broken', '{'],
  ] as const) {
    mkdirSync(join(data, 'kernels', name));
    writeFileSync(join(data, 'kernels', name, 'kernel.json'), json);
  }
  assert.deepEqual(
    installedKernels([join(folder, 'none'), data]).map((kernel) => kernel.folder),
    [join(data, 'kernels', 'ours')],
  );
});
