import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';

// The list of processes has no sessions elsewhere.
const skip = process.platform !== 'linux';
const MODULE = new URL('../../../../kernel/engine/magics/orphan-guard.ts', import.meta.url).href;
const started: ChildProcess[] = [];
after(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** A process that guards a shell with these commands, and says its number; then `ended` when that has ended. */
async function start(
  commands: string,
): Promise<{ child: ChildProcess; pid: number; ended: () => Promise<unknown> }> {
  const code = `
    import { spawn } from 'node:child_process';
    import { guardOrphans } from ${JSON.stringify(MODULE)};
    const leader = spawn('sh', ['-c', ${JSON.stringify(commands)}], { detached: true, stdio: 'ignore' });
    guardOrphans(leader);
    leader.on('exit', () => console.log('ended'));
    setInterval(() => undefined, 1000);
    console.log(leader.pid);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return { child, pid: Number(value), ended: () => lines.next() };
}

const list = (columns: string) => execFileSync('ps', ['-eo', columns], { encoding: 'utf8' }).split('\n');

/** The programs of a session. */
const programs = (session: number) =>
  list('sess=,stat=,args=').filter((line) => new RegExp(`^\\s*${session} +[^Z]`).test(line));

const guards = (session: number) =>
  list('args=').filter((line) => line.startsWith('sh -c') && line.trimEnd().endsWith(` ${session}`));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a program, and what it has started, end with the process that guards it, though that is killed', {
  skip,
}, async () => {
  const { child, pid } = await start('sleep 800 & timeout 800 sleep 800; sleep 800');
  await until(() => programs(pid).length === 4);
  child.kill('SIGKILL');
  await until(() => programs(pid).length === 0);
});

test('what a program has left running goes on until then', { skip }, async () => {
  for (const commands of ['sleep 800 &', 'timeout 800 sleep 800 & sleep 0.2']) {
    const { child, pid, ended } = await start(commands);
    await ended();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(programs(pid).length > 0);
    child.kill('SIGKILL');
    await until(() => programs(pid).length === 0);
  }
});

test('no guard stays for a program that has ended', { skip }, async () => {
  const { pid, ended } = await start('sleep 0.5');
  assert.equal(guards(pid).length, 1);
  await ended();
  await until(() => guards(pid).length === 0);
});
