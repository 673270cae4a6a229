import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setSink } from '../../../src/display/sink.js';

const NAMES = ['CELLGRAD_DATA_DIR', 'XDG_CACHE_HOME', 'CELLGRAD_MIRRORS'] as const;

/** A test in which no data set is there, and none can be downloaded. */
export function withoutNetwork(body: () => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellgrad-none-'));
    const before = NAMES.map((name) => process.env[name]);
    const now = [join(folder, 'data'), join(folder, 'cache'), 'http://127.0.0.1:9'];
    for (const [i, name] of NAMES.entries()) process.env[name] = now[i];
    setSink({ kind: 'notebook', columns: 80, send: () => undefined });
    try {
      await body();
    } finally {
      for (const [i, name] of NAMES.entries()) {
        if (before[i] === undefined) delete process.env[name];
        else process.env[name] = before[i];
      }
      setSink(undefined);
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
