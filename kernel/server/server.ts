import { readConnection } from './connection.js';
import type { Kernel } from './kernel.js';
import { openSockets } from './sockets.js';

/**
 * Starts the kernel on the sockets that a connection file names. Resolves when it answers; the process ends when a
 * front end asks for it, or when the program that started it is gone.
 *
 * The sockets listen before the rest is loaded: a front end that finds nobody tries again after 100 to 200 ms, and what
 * it says meanwhile waits. The engine starts after that: it would take a processor and the disk from what a front end waits for.
 */
export async function startKernel(connectionFile: string): Promise<void> {
  const connection = readConnection(connectionFile);
  const opening = openSockets(connection, {
    onMessage: (channel, frames) => void loading.then((kernel) => kernel.receive(channel, frames)),
    onSubscription: (topic) => void loading.then((kernel) => kernel.subscribed(topic)),
  });
  const loading: Promise<Kernel> = import('./kernel-process.js').then(({ openKernel }) =>
    openKernel(connection, opening),
  );
  const [kernel] = await Promise.all([loading, opening]).catch(async (error: unknown) => {
    await opening.then((transport) => transport.close());
    throw error;
  });
  // What was asked meanwhile is answered by now.
  kernel.startEngine();
  // Front ends that subscribed meanwhile are welcomed before they hear anything else.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  kernel.started();
}
