import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ValueError } from '../../support/errors.js';
import type { NativeName } from '../native/installation.js';

/** GiB that are needed while a backend is installed: its files, and before that their wheels. */
const NEEDED: Readonly<Record<NativeName, number>> = { native: 2, cuda: 10 };

/** Whether a disk was full. */
export function isNoRoom(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Says which disk is full, where `folder` is the one that the backend goes into. */
export async function noRoom(name: NativeName, folder: string, cause: unknown): Promise<ValueError> {
  const rooms = await Promise.all(
    [folder, tmpdir()].map(async (one) => `${one} has ${await room(one)} left`),
  );
  return new ValueError(`backends.install: the disk is full: ${rooms.join(', ')}.`, {
    fix: `free ${NEEDED[name]} GiB there, or name others: XDG_CACHE_HOME=<a folder for what is installed> TMPDIR=<one for what pip unpacks>`,
    cause,
  });
}

async function room(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  return `${Math.floor((bavail * bsize) / 2 ** 20)} MiB`;
}
