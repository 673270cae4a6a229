import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  assert.deepEqual(names, ['node', 'zeromq', 'types', 'kernelspec', 'jupyter', 'backend wasm']);
  const [node, zeromq, types, kernelspec, jupyter] = findings;
  assert.equal(node!.ok, true);
  assert.match(node!.found, /^v\d+/);
  assert.match(zeromq!.found, /^libzmq 4/);
  assert.match(types!.found, /^TypeScript 7\.\d+\.\d+ completes/);
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

/** A program that prints a text. */
function program(name: string, text: string): string {
  const bin = join(folder, `bin-${name}-${text.length}`);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\ncat <<'END'\n${text}\nEND\n`, { mode: 0o755 });
  return bin;
}

const found = async (env: Record<string, string>, name: string) =>
  (await examine(async () => [], { ...machine('asked'), env: { ...machine('asked').env, ...env } })).find(
    (one) => one.name === name,
  );

test('a kernel where Jupyter does not look is noted, and one that an old node starts fails', async () => {
  const place = machine('asked');
  const entry = join(folder, 'copy', 'kernel', 'cli.js');
  mkdirSync(join(folder, 'copy', 'kernel'), { recursive: true });
  writeFileSync(entry, '');
  const kernel = await installKernelspec({ entry }, place);
  const jupyter = (data: string[]) => `${program('jupyter', JSON.stringify({ data }))}:/usr/bin:/bin`;
  assert.equal((await found({ PATH: jupyter([join(folder, 'asked')]) }, 'kernelspec'))?.ok, true);
  const elsewhere = await found({ PATH: jupyter([join(folder, 'other-place')]) }, 'kernelspec');
  assert.equal(elsewhere?.ok, 'note');
  assert.match(elsewhere.found, /the Jupyter on the PATH does not look there$/);
  const path = join(kernel, 'kernel.json');
  const spec = JSON.parse(readFileSync(path, 'utf8')) as { argv: string[] };
  const old = join(program('node', 'v18.1.0'), 'node');
  writeFileSync(path, JSON.stringify({ ...spec, argv: [old, ...spec.argv.slice(1)] }));
  const stale = await found({}, 'kernelspec');
  assert.equal(stale?.ok, false);
  assert.match(stale.found, /bin-node-7\/node, which is 18\.1\.0$/);
  assert.match(stale.fix ?? '', /install it again with Node 20/);
});

test('a Jupyter that does not run, and a Papermill without parameters', async () => {
  const broken = await found({ PATH: `${program('jupyter', 'no JSON at all')}:/usr/bin:/bin` }, 'jupyter');
  assert.equal(broken?.ok, false);
  assert.match(broken.found, /does not run: /);
  const papermill = await found({ PATH: program('papermill', '') }, 'papermill');
  assert.equal(papermill?.ok, 'note');
  assert.match(papermill.fix ?? '', /cellgrad install --prefix /);
});

test('folders that cannot be read and files that are damaged are passed over', async () => {
  const kernels = join(folder, 'damaged', 'kernels');
  for (const [name, text] of Object.entries({ a: 'null', b: '{"argv":"x"}', c: '{', d: '[]' })) {
    mkdirSync(join(kernels, name), { recursive: true });
    writeFileSync(join(kernels, name, 'kernel.json'), text);
  }
  const findings = await examine(async () => [], machine('damaged'));
  assert.match(findings.find(({ name }) => name === 'kernelspec')!.found, /^none in /);
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
