import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

test('the thread watches the process from its start: when its pipe ends, the process does', async () => {
  const url = (path: string) =>
    JSON.stringify(new URL(`../../../kernel/engine/${path}`, import.meta.url).href);
  const script = `
    const { startWatchdog } = await import(${url('start-watchdog.ts')});
    const { createSignals } = await import(${url('interrupts/signals.ts')});
    const { port1, port2 } = new MessageChannel();
    startWatchdog({ signals: createSignals(), port: port2, fd: 4 });
    console.log('started');
    while (true);`;
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit', 'ignore', 'pipe'], detached: true },
  );
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout!, 'data'), exited]);
  child.stdio[4]!.destroy();
  assert.deepEqual(await exited, [null, 'SIGKILL']);
});
