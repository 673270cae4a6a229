import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PYTHON, ROOT } from '../contest/contestant.js';
import { type Cells, OUR_CELLS, PYTHON_CELLS, SCRIPT_CELLS, TYPESCRIPT_CELLS } from './cells.js';

/** One kernel: how Jupyter starts it, and what the cells are in its language. */
export interface Peer {
  readonly id: PeerId;
  readonly version: string;
  readonly argv: readonly string[];
  readonly cells: Cells;
}

/** A peer that cannot be had on this machine. */
export interface Absent {
  readonly id: PeerId;
  readonly why: string;
}

export const PEER_IDS = ['cellgrad', 'tslab', 'deno', 'ipykernel', 'ijavascript'] as const;
export type PeerId = (typeof PEER_IDS)[number];

/** Packages that are installed for this measurement alone, each in a folder of its own. */
const CACHE = join(ROOT, '.cache', 'kernel-peers');
const CONNECTION = '{connection_file}';

/** Finds a kernel, and installs it when it is none of our dependencies. */
export function findPeer(id: PeerId): Peer | Absent {
  switch (id) {
    case 'cellgrad': {
      const cli = join(ROOT, 'dist', 'kernel', 'cli.js');
      if (!existsSync(cli)) return { id, why: 'dist/ is missing: npm run build' };
      const argv = [process.execPath, cli, 'start', '--connection-file', CONNECTION];
      return { id, version: versionOf(ROOT), argv, cells: OUR_CELLS };
    }
    case 'tslab': {
      const folder = join(ROOT, 'node_modules', 'tslab');
      const argv = [process.execPath, join(folder, 'bin', 'tslab'), 'kernel', `--config-path=${CONNECTION}`];
      return { id, version: versionOf(folder), argv, cells: TYPESCRIPT_CELLS };
    }
    case 'deno': {
      const folder = install('deno');
      if (typeof folder !== 'string') return { id, ...folder };
      const program = join(folder, 'node_modules', '.bin', 'deno');
      const argv = [program, 'jupyter', '--kernel', '--conn', CONNECTION];
      return { id, version: versionOf(join(folder, 'node_modules', 'deno')), argv, cells: TYPESCRIPT_CELLS };
    }
    case 'ipykernel': {
      if (!existsSync(PYTHON)) return { id, why: '.venv is missing: npm test makes it' };
      const print = 'import importlib.metadata as m; print(m.version("ipykernel"))';
      const { stdout } = spawnSync(PYTHON, ['-c', print], { encoding: 'utf8' });
      const argv = [PYTHON, '-m', 'ipykernel_launcher', '-f', CONNECTION];
      return { id, version: stdout.trim(), argv, cells: PYTHON_CELLS };
    }
    case 'ijavascript': {
      const folder = install('ijavascript');
      if (typeof folder !== 'string') return { id, ...folder };
      const package_ = join(folder, 'node_modules', 'ijavascript');
      const argv = [process.execPath, join(package_, 'lib', 'kernel.js'), CONNECTION];
      return { id, version: versionOf(package_), argv, cells: SCRIPT_CELLS };
    }
  }
}

/** Installs a package once and gives its folder, or says why it cannot be had. */
function install(name: string): string | { readonly why: string } {
  const folder = join(CACHE, name);
  if (existsSync(join(folder, 'node_modules', name))) return folder;
  process.stderr.write(`  installing ${name} into .cache/\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `{ "name": "bench-${name}", "private": true }\n`);
  const args = ['install', '--no-audit', '--no-fund', name];
  const npm = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  const reasons = `${npm.stderr ?? npm.error?.message}`.split('\n');
  const reason =
    reasons.find((line) => /Error: (?!`make`)/.test(line)) ?? reasons.find((line) => /ERR|error/.test(line));
  return { why: `does not build here: ${reason?.replace(/^.*?Error: /, '') ?? 'npm install failed'}` };
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
