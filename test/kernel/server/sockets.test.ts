/** Real ZeroMQ sockets on this machine. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as zmq from 'zeromq';
import type { Connection } from '../../../kernel/server/connection.js';
import { addressOf } from '../../../kernel/server/connection.js';
import { openSockets } from '../../../kernel/server/sockets.js';
import type { Transport } from '../../../kernel/server/transport.js';

type Dealer = InstanceType<typeof zmq.Dealer>;

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

let connection: Connection;
let transport: Transport;
const received: [string, string[]][] = [];
const subscriptions: string[] = [];
const open: { close(): void }[] = [];

before(async () => {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  connection = {
    transport: 'tcp',
    ip: '127.0.0.1',
    key: '',
    signature_scheme: 'hmac-sha256',
    ...({ shell_port, iopub_port, stdin_port, control_port, hb_port } as Record<
      'shell_port' | 'iopub_port' | 'stdin_port' | 'control_port' | 'hb_port',
      number
    >),
  };
  transport = await openSockets(connection, {
    onMessage(channel, [identity, ...frames]) {
      received.push([channel, frames.map((frame) => Buffer.from(frame).toString())]);
      void transport.send(channel, [identity!, Buffer.from('reply'), ...frames]);
    },
    onSubscription: (topic) => subscriptions.push(Buffer.from(topic).toString()),
  });
});

after(() => {
  for (const socket of open) socket.close();
  transport.close();
});

function connect<Socket extends { connect(address: string): void; close(): void }>(
  socket: Socket,
  channel: 'shell' | 'iopub' | 'stdin' | 'control' | 'hb',
): Socket {
  open.push(socket);
  socket.connect(addressOf(connection, channel));
  return socket;
}

const texts = (frames: readonly Buffer[]) => frames.map((frame) => frame.toString());

for (const channel of ['shell', 'control', 'stdin'] as const) {
  test(`${channel}: what comes in is given on, and answers find their sender`, async () => {
    const socket: Dealer = connect(new zmq.Dealer({ linger: 0 }), channel);
    await socket.send(['a', 'b']);
    assert.deepEqual(texts(await socket.receive()), ['reply', 'a', 'b']);
    assert.deepEqual(received.at(-1), [channel, ['a', 'b']]);
  });
}

test('the heartbeat gives back what it gets', async () => {
  const socket = connect(new zmq.Request({ linger: 0 }), 'hb');
  for (const beat of ['one', 'two']) {
    await socket.send(beat);
    assert.deepEqual(texts(await socket.receive()), [beat]);
  }
});

test('many sends at once leave in their order', async () => {
  const socket = connect(new zmq.Dealer({ linger: 0, routingId: 'many' }), 'shell');
  await socket.send('hello');
  await socket.receive();
  for (let i = 0; i < 500; i++) void transport.send('shell', [Buffer.from('many'), Buffer.from(String(i))]);
  for (let i = 0; i < 500; i++) assert.deepEqual(texts(await socket.receive()), [String(i)]);
});

test('a front end that reads slowly loses nothing', async () => {
  const socket = connect(new zmq.Subscriber({ receiveHighWaterMark: 10, linger: 0 }), 'iopub');
  socket.subscribe('');
  while (subscriptions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const publishing = (async () => {
    for (let i = 0; i < 3000; i++) await transport.publish([Buffer.from(String(i)), Buffer.alloc(4096)]);
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (let i = 0; i < 3000; i++) {
    const [number] = await socket.receive();
    assert.equal(number!.toString(), String(i));
  }
  await publishing;
});

test('each new subscription is told, also an equal one', async () => {
  const before = subscriptions.length;
  connect(new zmq.Subscriber({ linger: 0 }), 'iopub').subscribe('topic');
  connect(new zmq.Subscriber({ linger: 0 }), 'iopub').subscribe('topic');
  while (subscriptions.length < before + 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(subscriptions.slice(before), ['topic', 'topic']);
});

test('ports that are taken are an error', async () => {
  const handlers = { onMessage() {}, onSubscription() {} };
  await assert.rejects(openSockets(connection, handlers), /Channel \w+: .*tcp:.* in use\. Fix: /i);
});

test('sockets of files work as well', {
  skip: process.platform === 'win32' && 'no ipc on Windows',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cg-ipc-'));
  const ipc = { ...connection, transport: 'ipc', ip: join(folder, 'k') } as const;
  const other = await openSockets(ipc, { onMessage() {}, onSubscription() {} });
  const socket = new zmq.Request({ linger: 0 });
  open.push(socket);
  socket.connect(addressOf(ipc, 'hb'));
  await socket.send('x');
  assert.deepEqual(texts(await socket.receive()), ['x']);
  other.close();
});
