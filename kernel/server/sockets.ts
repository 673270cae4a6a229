/** The only file that knows ZeroMQ. */
import { createRequire } from 'node:module';
import type { Reply, Router, Socket, XPublisher } from 'zeromq';
import { addressOf, type ChannelName, type Connection, ConnectionError } from './connection.js';
import type { IncomingChannel, Transport, TransportHandlers } from './transport.js';

// An import would first look through the text of the package's modules for the names that they export.
const zmq = createRequire(import.meta.url)('zeromq') as typeof import('zeromq');

/** So long, in ms, may the last messages take to leave when the kernel ends. */
const LINGER = 1000;
/** So many messages may wait for one front end before the kernel waits for it. */
const HIGH_WATER = 200;
/** So long is a front end waited for, in ms, that reads nothing; then it loses messages, and the others do not wait. */
const STUCK_LIMIT = 5000;
/** For so long, in ms, nobody is waited for after that. */
const STUCK_PAUSE = 60_000;

/** Binds the five sockets of a connection. */
export async function openSockets(connection: Connection, handlers: TransportHandlers): Promise<Transport> {
  // A front end that connects again has its old address: the new connection gets it.
  const options = { linger: LINGER, handover: true };
  const routers = {
    shell: new zmq.Router(options),
    control: new zmq.Router(options),
    stdin: new zmq.Router(options),
  };
  const iopub = new zmq.XPublisher({ linger: LINGER, sendHighWaterMark: HIGH_WATER });
  const heartbeat = new zmq.Reply({ linger: 0 });
  const all: Socket[] = [...Object.values(routers), iopub, heartbeat];
  const ipv6 = connection.ip.includes(':');
  if (ipv6) for (const socket of all) (socket as Router).ipv6 = true;
  iopub.verbosity = 'allSubs';
  iopub.noDrop = true;
  const listening = await Promise.allSettled([
    ...(['shell', 'control', 'stdin'] as const).map((name) => listen(routers[name], connection, name)),
    listen(iopub, connection, 'iopub'),
    listen(heartbeat, connection, 'hb'),
  ]);
  const failure = listening.find((one) => one.status === 'rejected');
  if (failure) {
    // A process does not end while ZeroMQ has sockets open.
    for (const socket of all) socket.close();
    throw failure.reason;
  }
  for (const channel of ['shell', 'control', 'stdin'] as const) {
    void receive(routers[channel], (frames) => handlers.onMessage(channel, frames));
  }
  void receive(iopub, ([event]) => {
    if (event?.[0] === 1) handlers.onSubscription(event.subarray(1));
  });
  void echo(heartbeat);
  const senders = new Map<IncomingChannel, Sender>();
  for (const channel of ['shell', 'control', 'stdin'] as const) {
    const socket = routers[channel];
    senders.set(channel, new Sender((frames) => socket.send([...frames])));
  }
  return {
    send: (channel, frames) => senders.get(channel)!.send(frames),
    publish: publisher(iopub),
    close() {
      for (const socket of all) socket.close();
    },
  };
}

async function listen(
  socket: Router | XPublisher | Reply,
  connection: Connection,
  channel: ChannelName,
): Promise<void> {
  const address = addressOf(connection, channel);
  try {
    await socket.bind(address);
  } catch (error) {
    const { message } = error as Error;
    throw new ConnectionError(
      `Channel ${channel}: expected to listen on ${address}; ${message}. Fix: start the kernel again, Jupyter then takes other ports.`,
      { cause: error },
    );
  }
}

/** A socket takes one `send` at a time (zeromq.js refuses a second one): the others wait here. */
class Sender {
  readonly #send: (frames: readonly Uint8Array[]) => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(send: (frames: readonly Uint8Array[]) => Promise<void>) {
    this.#send = send;
  }

  send(frames: readonly Uint8Array[]): Promise<void> {
    this.#last = this.#last.then(() => this.#send(frames)).catch(report);
    return this.#last;
  }
}

/**
 * Sends to all front ends, none of which loses a message while it reads. ZeroMQ would drop messages for a slow one;
 * told not to, it refuses them, and they are sent again a little later.
 */
function publisher(socket: XPublisher): (frames: readonly Uint8Array[]) => Promise<void> {
  let patientAfter = 0;
  return async (frames) => {
    const end = performance.now() + STUCK_LIMIT;
    if (patientAfter > 0 && performance.now() > patientAfter) {
      patientAfter = 0;
      socket.noDrop = true;
    }
    for (;;) {
      try {
        await socket.send([...frames]);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || socket.closed) {
          report(error);
          return;
        }
      }
      if (performance.now() > end) {
        report(new Error(`a front end has read nothing for ${STUCK_LIMIT / 1000} s; it may lose messages`));
        socket.noDrop = false;
        patientAfter = performance.now() + STUCK_PAUSE;
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
}

async function receive(socket: Router | XPublisher, handle: (frames: Buffer[]) => void): Promise<void> {
  while (!socket.closed) {
    try {
      handle(await socket.receive());
    } catch (error) {
      if (socket.closed) return;
      report(error);
    }
  }
}

/** The heartbeat: what comes goes back. This process runs no user code, so that it is never late. */
async function echo(socket: Reply): Promise<void> {
  while (!socket.closed) {
    try {
      await socket.send(await socket.receive());
    } catch (error) {
      if (socket.closed) return;
      report(error);
    }
  }
}

function report(error: unknown): void {
  process.stderr.write(`cellgrad: ${(error as Error).message}\n`);
}
