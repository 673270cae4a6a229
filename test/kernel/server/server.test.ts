/** The kernel's process as Jupyter starts it, over real sockets. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as zmq from 'zeromq';
import { Codec } from '../../../kernel/protocol/codec.js';
import type { Message } from '../../../kernel/protocol/messages.js';
import { addressOf, readConnection } from '../../../kernel/server/connection.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-server-'));
const file = join(folder, 'connection.json');
const key = 'secret';
const codec = new Codec({ key, username: 'ada' });
const shell = new zmq.Dealer({ linger: 0 });
const control = new zmq.Dealer({ linger: 0 });
const iopub = new zmq.Subscriber({ linger: 0 });
let server: ReturnType<typeof spawn>;

before(async () => {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((one) => once(one, 'listening')));
  const ports = servers.map((one) => (one.address() as { port: number }).port);
  await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
  const named = { shell_port, iopub_port, stdin_port, control_port, hb_port };
  writeFileSync(file, JSON.stringify({ transport: 'tcp', ip: '127.0.0.1', key, ...named }));
  const module = new URL('../../../kernel/server/server.ts', import.meta.url).href;
  const script = `const { startKernel } = await import(${JSON.stringify(module)}); await startKernel(${JSON.stringify(file)});`;
  const flags = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script];
  const env = { ...process.env, CELLGRAD_STATE_DIR: folder };
  server = spawn(process.execPath, flags, { stdio: 'inherit', cwd: folder, env });
  const connection = readConnection(file);
  iopub.subscribe('');
  iopub.connect(addressOf(connection, 'iopub'));
  shell.connect(addressOf(connection, 'shell'));
  control.connect(addressOf(connection, 'control'));
});

after(() => {
  for (const socket of [shell, control, iopub]) socket.close();
  server.kill('SIGKILL');
});

async function ask(socket: typeof shell, type: string, content: object = {}): Promise<Message> {
  await socket.send(codec.encode({ type, content }));
  return codec.decode(await socket.receive());
}

async function heard(fits: (message: Message) => boolean): Promise<Message> {
  for (;;) {
    const message = codec.decode(await iopub.receive());
    if (fits(message)) return message;
  }
}

const isText = (text: string) => (message: Message) => String(message.content['text']).includes(text);

test('tells what it is', async () => {
  const { header, content } = await ask(shell, 'kernel_info_request');
  assert.equal(header.msg_type, 'kernel_info_reply');
  assert.equal(content['implementation'], 'cellgrad');
});

test('runs a cell in the folder in which it was started', async () => {
  const { content } = await ask(shell, 'execute_request', { code: 'console.log(process.cwd())' });
  assert.equal(content['status'], 'ok');
  await heard(isText('cellgrad-server-'));
});

test('SIGINT interrupts the cell and not the kernel', async () => {
  const reply = ask(shell, 'execute_request', { code: 'console.log("stuck"); while (true) {}' });
  await heard(isText('stuck'));
  server.kill('SIGINT');
  assert.equal((await reply).content['ename'], 'KeyboardInterrupt');
  assert.equal((await ask(control, 'kernel_info_request')).content['status'], 'ok');
});

test('SIGTERM ends it in order', async () => {
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await exited, [0, null]);
});
