/** Two hosts as network namespaces with a cable between them: workers that can reach each other by TCP alone. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { OPENMPI, runJob } from './jobs.js';

const id = process.pid % 10_000;
const hosts = [
  { space: `cga${id}`, cable: `cga${id}`, address: '10.77.0.1' },
  { space: `cgb${id}`, cable: `cgb${id}`, address: '10.77.0.2' },
] as const;
const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });

/** Why it cannot run here; false if it can. */
function missing(): string | false {
  if (OPENMPI === undefined) return 'SKIPPED: Open MPI is not installed';
  if (spawnSync('ip', ['netns', 'add', `cgx${id}`]).status !== 0)
    return 'SKIPPED: network namespaces are not permitted (they need root and the program ip)';
  ip('netns', 'delete', `cgx${id}`);
  return false;
}

describe('two hosts', { skip: missing() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-hosts-'));
  before(() => {
    const [a, b] = hosts;
    for (const { space } of hosts) ip('netns', 'add', space);
    ip('link', 'add', a.cable, 'netns', a.space, 'type', 'veth', 'peer', 'name', b.cable, 'netns', b.space);
    for (const { space, cable, address } of hosts) {
      ip('-n', space, 'addr', 'add', `${address}/24`, 'dev', cable);
      for (const device of ['lo', cable]) ip('-n', space, 'link', 'set', device, 'up');
    }
  });
  after(() => {
    for (const { space } of hosts) ip('netns', 'delete', space);
    rmSync(folder, { recursive: true });
  });

  it('MultiWorkerMirroredStrategy trains over TCP to the weights of one process', async () => {
    const [a, b] = hosts;
    // What ssh would be: runs the command on the other host, which has a name of its own.
    const agent = join(folder, 'agent.sh');
    const there = `exec ip netns exec ${b.space} unshare --uts sh -c 'hostname hostb; exec sh -c "$0"' "$*"`;
    writeFileSync(agent, `#!/bin/sh\nshift\n${there}\n`, { mode: 0o755 });
    const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')];
    const cases = ['uneven', 'syncbn'];
    await runJob(null, 1, ['test/distribute/train.ts', one, ...cases]);
    const settings = Object.entries({
      plm_rsh_agent: agent,
      btl: 'tcp,self',
      btl_tcp_if_include: '10.77.0.0/24',
      oob_tcp_if_include: '10.77.0.0/24',
    }).flatMap(([name, value]) => ['--mca', name, value]);
    const words = [
      'ip',
      'netns',
      'exec',
      a.space,
      OPENMPI!.launcher,
      '-x',
      'TF_CONFIG',
      '-x',
      'CELLGRAD_BACKEND',
      ...settings,
    ];
    const job = {
      name: 'openmpi',
      launcher: words[0]!,
      before: [...words.slice(1), '--host', `${a.address}:1,${b.address}:1`],
    };
    const cluster = { worker: hosts.map(({ address }) => `${address}:1`) };
    const { code, output } = await runJob(job, 2, ['test/distribute/train.ts', two, ...cases], {
      env: { TF_CONFIG: JSON.stringify({ cluster, task: { type: 'worker', index: 0 } }) },
    });
    assert.equal(code, 0, output);
    const sent = Number(
      ip('-n', a.space, '-s', '-j', 'link', 'show', a.cable).match(/"tx":\{"bytes":(\d+)/)?.[1],
    );
    assert.ok(sent > 10_000, `${sent} bytes went over the cable`);
    const read = (path: string) =>
      JSON.parse(readFileSync(path, 'utf8')) as Record<string, { weights: number[] }>;
    const [alone, together] = [read(one), read(two)];
    for (const name of cases)
      for (const [i, weight] of alone[name]!.weights.entries())
        assert.ok(Math.abs(weight - together[name]!.weights[i]!) < 1e-6, `${name}, weight ${i}`);
  });
});
