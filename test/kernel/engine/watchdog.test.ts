import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { executeCell, startProcess } from '../stub/engine-process.js';

const processes: ReturnType<typeof startProcess>[] = [];
after(() => {
  for (const one of processes) one.kill();
});

async function stuck() {
  const engine = startProcess(new URL('../stub/engine.ts', import.meta.url));
  processes.push(engine);
  engine.execute(1, 'print("stuck"); while (true);');
  await engine.printed('stuck');
  return engine;
}

test('the end of the pipe from the server ends the engine, stuck as it is', async () => {
  const engine = await stuck();
  engine.input.destroy();
  assert.deepEqual(await engine.exited, [null, 'SIGKILL']);
});

test('shutdown ends a stuck engine, too', async () => {
  const engine = await stuck();
  engine.send({ type: 'shutdown' });
  assert.deepEqual(await engine.exited, [null, 'SIGKILL']);
});

test('shutdown lets a free engine end by itself', async () => {
  const engine = startProcess(new URL('../stub/engine.ts', import.meta.url));
  processes.push(engine);
  engine.execute(1, 'process.on("exit", () => print("bye"))');
  await engine.done(1);
  engine.send({ type: 'shutdown' });
  await engine.printed('bye');
  assert.deepEqual(await engine.exited, [0, null]);
});

test('an interrupt while the engine starts does not harm it', async () => {
  const engine = startProcess(new URL('../stub/engine.ts', import.meta.url));
  processes.push(engine);
  engine.send({ type: 'interrupt' });
  engine.execute(1, 'print("alive")');
  await engine.done(1);
  await engine.printed('alive');
});

test('a cell that was lost on its way past the watchdog is run, before what came after it', async () => {
  const engine = startProcess(new URL('../stub/engine.ts', import.meta.url));
  processes.push(engine);
  const direct = executeCell(1, 'print("lost")');
  engine.send({ ...executeCell(2, 'print("after")'), direct });
  await engine.done(2);
  // Whoever brings it again.
  engine.send({ type: 'interrupt', direct });
  await engine.until(() => engine.received.some(({ type }) => type === 'calm'));
  const printed = engine.received.flatMap((one) => (one.type === 'stream' ? [one.text] : []));
  assert.deepEqual(printed, ['lost', 'after']);
});
