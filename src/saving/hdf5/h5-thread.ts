import type { Worker } from 'node:worker_threads';
import { KeyboardInterrupt, ValueError } from '../../support/errors.js';
import { onInterrupt } from '../../support/interrupt.js';
import { startThread } from '../../support/thread.js';
import type { H5Group } from './h5-tree.js';
import type { H5Answer, H5Request } from './h5-worker.js';

/** How long a file may take: a base, and more for each byte. */
const PATIENCE_MS = 10_000;
const PATIENCE_MS_PER_MB = 200;

/** The thread is kept for the next file, unless a damaged one has broken it. */
let thread: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

/**
 * All groups and values of an HDF5 file. It is read in a thread of its own and within bounds that the size of the file
 * sets, so that a damaged or hostile one is an error and nothing worse.
 *
 * @param where what the file is called in errors
 * @throws ValueError when it cannot be read
 */
export async function readH5(bytes: Uint8Array, where: string, patienceMs = PATIENCE_MS): Promise<H5Group> {
  if (!isH5(bytes)) {
    throw new ValueError(`${where}: expected an HDF5 file; its first bytes are others.`, {
      fix: 'the file is damaged, or was made by another program: get it again',
    });
  }
  const answer = await ask({ read: bytes }, patienceMs + (bytes.length / 2 ** 20) * PATIENCE_MS_PER_MB);
  if ('group' in answer) return answer.group;
  throw unreadable(where, answer);
}

/** The bytes of an HDF5 file with these groups and values. */
export async function writeH5(group: H5Group): Promise<Uint8Array> {
  const answer = await ask({ write: group }, Number.POSITIVE_INFINITY);
  if ('bytes' in answer) return answer.bytes;
  throw new ValueError(`HDF5: the file could not be made: ${'failure' in answer ? answer.failure : ''}`);
}

/** True where bytes begin as every HDF5 file does. */
export function isH5(bytes: Uint8Array): boolean {
  return [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, i) => bytes[i] === byte);
}

function unreadable(where: string, answer: H5Answer): ValueError {
  const why = 'failure' in answer ? answer.failure : 'no answer';
  return new ValueError(`${where}: expected an HDF5 file that can be read; ${why.split('\n')[0]}.`, {
    fix: 'the file is damaged: get it again, or save it again',
  });
}

/** One file at a time. */
function ask(request: H5Request, limitMs: number): Promise<H5Answer> {
  const turn = last.then(() => askNow(request, limitMs));
  last = turn.catch(() => undefined);
  return turn;
}

function askNow(request: H5Request, limitMs: number): Promise<H5Answer> {
  thread ??= startThread(new URL('./h5-worker', import.meta.url));
  const worker = thread;
  worker.ref();
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (finish: () => void, broken: boolean): void => {
      clearTimeout(timer);
      stopListening();
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      worker.unref();
      if (broken) {
        thread = null;
        // A thread that is stopped may still fail.
        worker.on('error', () => undefined);
        void worker.terminate();
      }
      finish();
    };
    const fail = (failure: string) => end(() => resolve({ failure, broken: true }), true);
    const stopListening = onInterrupt(() => end(() => reject(new KeyboardInterrupt()), true));
    if (Number.isFinite(limitMs))
      timer = setTimeout(() => fail(`it took more than ${Math.round(limitMs / 1000)} s`), limitMs);
    worker.on('message', (answer: H5Answer) =>
      end(() => resolve(answer), 'failure' in answer && answer.broken),
    );
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', () => fail('the HDF5 library has stopped'));
    worker.postMessage(request);
  });
}
