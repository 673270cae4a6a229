import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder; every script works from there, wherever it is called. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A step that a person can do something about: it is printed without a stack. */
export class StepError extends Error {
  name = 'StepError';
}

/**
 * Runs a program with the terminal's own input and output.
 *
 * @returns {Promise<number>} its exit code; a missing program counts as 127
 */
export function run(program, args, { cwd = ROOT, env = {}, quiet = false, input = 'inherit' } = {}) {
  return new Promise((done, fail) => {
    const output = quiet ? 'ignore' : 'inherit';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input, output, output],
    });
    child.once('error', (error) => (error.code === 'ENOENT' ? done(127) : fail(error)));
    child.once('close', (code, signal) => done(code ?? (signal ? 130 : 1)));
  });
}

/** Runs a program and gives back what it prints; `echo` shows it meanwhile. */
export function read(program, args, { cwd = ROOT, env = {}, echo = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
        if (echo) process.stdout.write(chunk);
      });
    }
    child.once('error', (error) => (error.code === 'ENOENT' ? done({ code: 127, text }) : fail(error)));
    child.once('close', (code) => done({ code: code ?? 1, text }));
  });
}

/** Runs npm: by the path that npm itself gave, else the one on the PATH. */
export function npm(args, options) {
  const path = process.env.npm_execpath;
  if (path && /npm-cli\.c?js$/.test(path)) return run(process.execPath, [path, ...args], options);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

/** Says what begins, so that a long step is not taken for a hang. */
export function say(text) {
  console.log(`\n== ${text}`);
}

/** Runs a script's main function; its errors end the process with exit code 1. */
export async function main(steps) {
  try {
    await steps();
  } catch (error) {
    console.error(error instanceof StepError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** True when the file is the program that Node was started with. */
export function isMain(url) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);
}
