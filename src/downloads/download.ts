import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { KeyboardInterrupt } from '../support/errors.js';
import { checkInterrupt, onInterrupt } from '../support/interrupt.js';
import { type Progress, showProgress, size } from './progress.js';

/** What to get, from where, and how to tell that it is right. */
export interface Download {
  /** Addresses of the same file; the next is tried when one fails. */
  readonly urls: readonly string[];
  /** Where the file will be, complete and checked, or not at all. */
  readonly target: string;
  /** Throws when the file at `path` is not what it should be. */
  readonly check: (path: string) => Promise<void>;
  /** Milliseconds without a byte after which a server counts as gone. */
  readonly stallMs?: number;
}

/** No address gave the file. `failures` says why, one line an address. */
export class DownloadError extends Error {
  override name = 'DownloadError';

  constructor(
    file: string,
    readonly failures: readonly string[],
  ) {
    super(`${file} could not be downloaded:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  }
}

const ATTEMPTS = 4;
const PAUSE_MS = 200;

/**
 * Gets a file. What is there of an earlier, broken download is continued; the file is written beside the target
 * and renamed to it only after `check` has passed. Shows its progress; the user's interrupt stops it.
 *
 * @throws DownloadError when no address gave the file
 * @throws KeyboardInterrupt when the user stopped it; what has arrived is kept for the next time
 */
export async function download({ urls, target, check, stallMs = 30_000 }: Download): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const claim = claimPart(target);
  const progress = showProgress(basename(target));
  const failures: string[] = [];
  try {
    for (const url of urls) {
      const failure = await fromOne(url, claim.part, check, stallMs, progress);
      if (failure === undefined) {
        await rename(claim.part, target);
        progress.end(`Downloaded ${basename(target)} (${size(statSync(target).size)}) to ${dirname(target)}`);
        return;
      }
      failures.push(`${url}: ${failure}`);
    }
    progress.end(`${basename(target)} could not be downloaded`);
    throw new DownloadError(basename(target), failures);
  } catch (error) {
    if (error instanceof KeyboardInterrupt) progress.end(`Download of ${basename(target)} stopped`);
    throw error;
  } finally {
    claim.release();
  }
}

/** Returns why the address did not give the file, undefined when it did. */
async function fromOne(
  url: string,
  part: string,
  check: Download['check'],
  stallMs: number,
  progress: Progress,
): Promise<string | undefined> {
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    checkInterrupt();
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    const begun = existsSync(part) ? statSync(part).size : 0;
    const outcome = await fetchOnce(url, part, begun, stallMs, progress);
    if (outcome === 'complete') {
      try {
        await check(part);
        return undefined;
      } catch (error) {
        await rm(part, { force: true });
        failure = error instanceof Error ? error.message : String(error);
        // A part that was begun elsewhere may not fit: once more from the start.
        if (begun > 0) continue;
        return failure;
      }
    }
    failure = outcome.failure;
    const arrived = existsSync(part) ? statSync(part).size : 0;
    if (!outcome.again && arrived <= begun) return failure;
  }
  return failure;
}

type Outcome = 'complete' | { readonly failure: string; readonly again: boolean };

async function fetchOnce(
  url: string,
  part: string,
  begun: number,
  stallMs: number,
  progress: Progress,
): Promise<Outcome> {
  const controller = new AbortController();
  const quiet = () => controller.abort(new Error(`no answer for ${stallMs / 1000} s`));
  const stopListening = onInterrupt(() => controller.abort(new KeyboardInterrupt()));
  let timer = setTimeout(quiet, stallMs);
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (begun > 0) headers['range'] = `bytes=${begun}-`;
    const response = await fetch(url, { headers, signal: controller.signal });
    if (response.status === 416) {
      await rm(part, { force: true });
      return { failure: 'the server does not have the rest of the file', again: true };
    }
    if (!response.ok || response.body === null) {
      return { failure: `HTTP status ${response.status}`, again: response.status >= 500 };
    }
    const resumed = response.status === 206;
    let done = resumed ? begun : 0;
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const total = Number.isFinite(length) ? done + length : undefined;
    const file = await open(part, resumed ? 'a' : 'w');
    try {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        clearTimeout(timer);
        timer = setTimeout(quiet, stallMs);
        await file.appendFile(chunk);
        done += chunk.length;
        progress.update(done, total);
      }
    } finally {
      await file.close();
    }
    if (total !== undefined && done !== total) {
      return { failure: `the connection ended after ${done} of ${total} bytes`, again: true };
    }
    return 'complete';
  } catch (error) {
    const { reason } = controller.signal;
    if (reason instanceof KeyboardInterrupt) throw reason;
    return { failure: explain(reason instanceof Error ? reason : error), again: false };
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}

/** fetch says only "fetch failed"; why is in the cause. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const { code } = cause as NodeJS.ErrnoException;
  return `${error.message} (${[code, cause.message].filter((text) => text && text !== '').join(': ')})`;
}

/**
 * The file that a download of `target` is collected in. One process at a time continues the common part; a second
 * one gets a part of its own.
 */
export function claimPart(target: string): { readonly part: string; release(): void } {
  const lock = `${target}.lock`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(lock, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return { part: `${target}.part`, release: () => rmSync(lock, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isRunning(holderOf(lock))) break;
      rmSync(lock, { force: true });
    }
  }
  const part = `${target}.${process.pid}.part`;
  return { part, release: () => rmSync(part, { force: true }) };
}

function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
