import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { findProgram, pythonPrefix, thisMachine } from '../../install/paths.js';
import type { Magic, MagicContext } from './magic.js';
import { MagicError } from './magic-error.js';
import { words } from './script.js';

const USAGE = '--logdir DIR [--port N] [--height PIXELS] [other options of tensorboard]';
const FIX = 'pip install tensorboard, in the environment that Jupyter runs in';
const HEIGHT = 800;
/** Ends with the engine, however that ends: its standard input closes then. */
const PROGRAM = `
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from tensorboard.main import run_main
run_main()
`;

/** Running boards, by what they were started with. */
const boards = new Map<string, { readonly child: ChildProcess; readonly url: string }>();

export const tensorboard: Magic = {
  name: 'tensorboard',
  kinds: ['line'],
  usage: USAGE,
  summary: "Opens Python's TensorBoard on a folder with logs, under the cell; it ends with the kernel.",
  async run(context) {
    const { height, parameters } = parse(context);
    const key = JSON.stringify(parameters);
    const running = boards.get(key);
    const url = running?.child.exitCode === null ? running.url : await start(context, parameters, key);
    context.display({
      'text/html':
        `<iframe src="${url}" title="TensorBoard" width="100%" height="${height}" ` +
        'style="border:0;background:white"></iframe>' +
        `<div style="font-size:13px"><a href="${url}" target="_blank">${url}</a></div>`,
      'text/plain': `TensorBoard at ${url}`,
    });
    return undefined;
  },
};

function parse({ rest, folder }: MagicContext): { height: number; parameters: string[] } {
  const given = words(rest).flatMap((word) => (/^--\w+=/.test(word) ? split(word) : [word]));
  const take = (name: string): string | undefined => {
    const at = given.indexOf(name);
    if (at < 0) return undefined;
    const [, value] = given.splice(at, 2);
    if (value !== undefined) return value;
    throw new MagicError(`%tensorboard: expected a value behind ${name}`, `%tensorboard ${USAGE}`);
  };
  const logdir = take('--logdir');
  if (logdir === undefined)
    throw new MagicError('%tensorboard: expected --logdir DIR; received none', '%tensorboard --logdir logs');
  const port = take('--port') ?? '0';
  if (!/^\d+$/.test(port))
    throw new MagicError(`%tensorboard: expected a number as --port; received ${port}`);
  const height = Number(take('--height') ?? HEIGHT);
  if (!(height > 0)) throw new MagicError('%tensorboard: expected a number of pixels as --height');
  const host = take('--host') ?? '127.0.0.1';
  return {
    height,
    parameters: ['--logdir', resolve(folder, logdir), '--host', host, '--port', port, ...given],
  };
}

function split(word: string): string[] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

async function start(context: MagicContext, parameters: readonly string[], key: string): Promise<string> {
  for (const python of pythons()) {
    const child = spawn(python, ['-c', PROGRAM, ...parameters], {
      cwd: context.folder,
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    try {
      const url = await context.wait(addressOf(child));
      if (url === undefined) continue;
      boards.set(key, { child, url });
      return url;
    } catch (error) {
      child.kill();
      throw error;
    }
  }
  throw new MagicError("%tensorboard: expected Python's tensorboard; there is none", FIX);
}

/** Where it listens, once it says so; undefined where Python has no tensorboard. */
function addressOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolved, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      const url = /TensorBoard \S+ at (http\S+)/.exec(said)?.[1];
      if (url === undefined) return;
      // The engine does not stay for it.
      for (const part of [child, child.stdin, child.stderr]) (part as Socket).unref();
      resolved(url);
    });
    child.on('error', () => resolved(undefined));
    child.on('close', (code) => {
      if (/No module named '?tensorboard/.test(said)) resolved(undefined);
      else reject(new MagicError(`%tensorboard: it ended with exit code ${code}:\n${said.trim()}`));
    });
  });
}

/** Pythons that may have it: beside a program tensorboard, of the active environment, and on the path. */
function pythons(): string[] {
  const windows = process.platform === 'win32';
  const within = (folder: string) =>
    windows ? [join(folder, 'python.exe')] : [join(folder, 'python3'), join(folder, 'python')];
  const program = findProgram('tensorboard');
  const prefix = pythonPrefix(thisMachine());
  const folders = [
    ...(program ? [dirname(program)] : []),
    ...(prefix ? [join(prefix, windows ? 'Scripts' : 'bin'), prefix] : []),
  ];
  const onPath = [findProgram('python3'), findProgram('python')].flatMap((path) => path ?? []);
  const inFolders = folders.flatMap((folder) => within(folder).find((path) => existsSync(path)) ?? []);
  return [...new Set([...inFolders, ...onPath])];
}
