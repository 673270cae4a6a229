import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { atLeast, examine, report } from '../../../kernel/install/doctor.js';
import { installKernelspec } from '../../../kernel/install/kernelspec.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
after(() => rmSync(folder, { recursive: true }));

const machine = (data: string) => ({
  env: { JUPYTER_DATA_DIR: join(folder, data), PATH: '' },
  platform: 'linux' as const,
  home: folder,
});

test('compares versions by number', () => {
  assert.equal(atLeast('20.19.0', '20.19'), true);
  assert.equal(atLeast('20.9.0', '20.19'), false);
  assert.equal(atLeast('24.0.0', '20.19'), true);
  assert.equal(atLeast('18.20.1', '20.19'), false);
});

test('says what is there and what to do, one line each', async () => {
  const findings = await examine(
    async () => [{ name: 'backend wasm', ok: true, found: 'in use' }],
    machine('empty'),
  );
  const names = findings.map(({ name }) => name);
  assert.deepEqual(names, ['node', 'zeromq', 'kernelspec', 'jupyter', 'backend wasm']);
  const [node, zeromq, kernelspec, jupyter] = findings;
  assert.equal(node!.ok, true);
  assert.match(node!.found, /^v\d+/);
  assert.match(zeromq!.found, /^libzmq 4/);
  assert.equal(kernelspec!.ok, 'note');
  assert.match(kernelspec!.fix!, /cellgrad install/);
  assert.match(jupyter!.fix!, /pip install jupyterlab/);
  const text = report(findings);
  assert.match(text, /^ok {4}node {10}v/m);
  assert.match(text, /^note {2}jupyter {7}not on the PATH\n {20}fix: /m);
});

test('a kernelspec whose program has moved fails with the fix', async () => {
  const place = machine('stale');
  await installKernelspec({ entry: join(folder, 'gone/dist/kernel/cli.js') }, place);
  const findings = await examine(async () => [], place);
  const finding = findings.find(({ name }) => name === 'kernelspec')!;
  assert.equal(finding.ok, false);
  assert.match(finding.found, /names .*gone\/dist\/kernel\/cli\.js, which is not there/);
  assert.match(report(findings), /^FAIL {2}kernelspec/m);
});

test('a library that does not load is a finding, not a crash', async () => {
  const findings = await examine(() => Promise.reject(new Error('no such module')), machine('empty'));
  assert.deepEqual(findings.at(-1), {
    name: 'library',
    ok: false,
    found: 'no such module',
    fix: 'npm ci (or install cellgrad again)',
  });
});
