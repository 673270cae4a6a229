import { Worker } from 'node:worker_threads';
import type { WatchdogData } from './watchdog.js';

/** Starts the thread that watches this process. Without it nobody would notice that the server is gone. */
export function startWatchdog(workerData: WatchdogData): void {
  const options = { workerData, transferList: [workerData.port] };
  const worker = import.meta.url.endsWith('.js')
    ? new Worker(new URL('./watchdog.js', import.meta.url), options)
    : new Worker(fromSource(), { ...options, eval: true });
  worker.on('exit', () => process.kill(process.pid, 'SIGKILL'));
}

/** In development: Node 20 does not pass the loader of TypeScript files on to a thread. */
function fromSource(): string {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const entry = JSON.stringify(new URL('./watchdog.ts', import.meta.url).href);
  return `import(${loader}).then(({ register }) => { register(); return import(${entry}); })`;
}
