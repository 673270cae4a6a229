import { Worker } from 'node:worker_threads';

/** A thread that runs a module of this package; `entry` is its address without the ending: `new URL('./worker', import.meta.url)`. */
export function startThread(entry: URL, workerData?: unknown): Worker {
  return import.meta.url.endsWith('.js')
    ? new Worker(new URL(`${entry.href}.js`), { workerData })
    : new Worker(fromSource(`${entry.href}.ts`), { eval: true, workerData });
}

/** In development: Node 20 does not pass the loader of TypeScript files on to a thread. */
function fromSource(entry: string): string {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
}
