import nodeModule, { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { WORKER_HOOKS_URL } from '../own-modules.js';
import { isLocal, isTypeScript } from './local-files.js';

interface WorkerThreads {
  Worker: typeof Worker;
}

/**
 * Lets cells start workers from local TypeScript files: such a worker gets the kernel's module hooks. Others are Node's own.
 * Returns the function that undoes it.
 */
export function supportTypeScriptWorkers(): () => void {
  const threads = createRequire(import.meta.url)('node:worker_threads') as WorkerThreads;
  const Original = threads.Worker;
  threads.Worker = class Worker extends Original {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      super(file, options.eval || !isLocalTypeScript(file) ? options : withHooks(options));
    }
  };
  nodeModule.syncBuiltinESMExports();
  return () => {
    threads.Worker = Original;
    nodeModule.syncBuiltinESMExports();
  };
}

function isLocalTypeScript(file: string | URL): boolean {
  const text = String(file);
  if (text.startsWith('data:')) return false;
  const path = text.startsWith('file:') ? fileURLToPath(text) : text;
  return isTypeScript(path) && isLocal(path);
}

/** Flags of the process are not allowed in a worker, so its own come first and nothing is inherited. */
function withHooks(options: WorkerOptions): WorkerOptions {
  return { ...options, execArgv: [...(options.execArgv ?? []), ...hookFlags()] };
}

/** In a checkout the hooks are TypeScript themselves, and need tsx. */
function hookFlags(): string[] {
  const flags = ['--import', WORKER_HOOKS_URL];
  if (!WORKER_HOOKS_URL.endsWith('.ts')) return flags;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href.replace(
    /cjs$/,
    'mjs',
  );
  return ['--import', `data:text/javascript,import{register}from${JSON.stringify(tsx)};register()`, ...flags];
}
