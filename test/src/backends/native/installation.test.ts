import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  backendFolder,
  findInstallation,
  hasCuda,
  kernelsFolder,
  tensorflowVersion,
  wheelFolder,
} from '../../../../src/backends/native/installation.js';
import { elf } from '../../../elf.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-installation-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A folder that looks like site-packages with TensorFlow. */
function site(name: string, version: string, { cuda = false } = {}): string {
  const packages = join(folder, name);
  const tensorflow = join(packages, 'tensorflow');
  mkdirSync(join(tensorflow, 'python', 'platform'), { recursive: true });
  mkdirSync(join(packages, `tensorflow_cpu-${version}.dist-info`));
  for (const file of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'])
    writeFileSync(join(tensorflow, file), elf());
  writeFileSync(
    join(tensorflow, 'python', 'platform', 'build_info.py'),
    `build_info = collections.OrderedDict([('is_cuda_build', ${cuda ? 'True' : 'False'})])`,
  );
  return packages;
}

const find = (name: 'native' | 'cuda', env: Record<string, string>) => findInstallation(name, env, 'linux');

test('backends are installed in the user’s cache', () => {
  assert.equal(
    backendFolder('cuda', { XDG_CACHE_HOME: '/c' }, 'linux', '/h'),
    join('/c', 'cellgrad', 'backends', 'cuda'),
  );
  assert.equal(
    backendFolder('native', {}, 'darwin', '/h'),
    join('/h', 'Library', 'Caches', 'cellgrad', 'backends', 'native'),
  );
});

test('finds a wheel with its version, in the folder above it too', () => {
  const packages = site('good', '2.21.0');
  const found = find('native', { CELLGRAD_TENSORFLOW: packages });
  assert.ok('version' in found, JSON.stringify(found));
  assert.equal(found.version, '2.21.0');
  assert.equal(found.tensorflow, wheelFolder(packages));
  assert.equal(tensorflowVersion(found.tensorflow), '2.21.0');
  assert.equal(kernelsFolder('/nowhere')?.endsWith('tfjs-node-gpu'), true);
});

test('says what is missing, and the command that brings it', () => {
  const why = (name: 'native' | 'cuda', env: Record<string, string>) => {
    const found = find(name, env);
    assert.ok('why' in found);
    return `${found.why} | ${found.fix}`;
  };
  const empty = { XDG_CACHE_HOME: folder };
  assert.equal(why('native', empty), 'TensorFlow is not installed | cellgrad backend install native');
  assert.match(why('native', { CELLGRAD_TENSORFLOW: folder }), /has no libtensorflow_framework\.so\.2/);
  assert.match(
    why('native', { CELLGRAD_TENSORFLOW: site('old', '2.9.1') }),
    /TensorFlow 2\.9\.1 is older than 2\.16/,
  );
  const damaged = site('damaged', '2.20.0');
  writeFileSync(join(damaged, 'tensorflow', 'libtensorflow_cc.so.2'), elf().subarray(0, 100));
  assert.match(
    why('native', { CELLGRAD_TENSORFLOW: damaged }),
    /libtensorflow_cc\.so\.2 lacks its end \| CELLGRAD_TENSORFLOW=/,
  );
  const plain = { CELLGRAD_TENSORFLOW: site('plain', '2.20.0') };
  assert.match(why('cuda', plain), /is built without CUDA \| cellgrad backend install cuda/);
  assert.ok('version' in find('cuda', { CELLGRAD_TENSORFLOW: site('gpu', '2.20.0', { cuda: true }) }));
  const windows = findInstallation('native', {}, 'win32');
  assert.ok('why' in windows && windows.why.includes('no TensorFlow library for win32'));
  assert.equal(hasCuda('/nowhere'), false);
});
