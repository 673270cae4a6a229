/** Makes .venv, with JupyterLab or with all that the tests need. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, ROOT, read, run, StepError, say } from './command.mjs';

const VENV = join(ROOT, '.venv');
const REQUIREMENTS = join(ROOT, 'test', 'requirements.txt');
const OLDEST = [3, 10];

/** The path of a program of the environment. */
export function venvProgram(name) {
  return process.platform === 'win32' ? join(VENV, 'Scripts', `${name}.exe`) : join(VENV, 'bin', name);
}

/**
 * Makes the environment when it is not there and installs into it what is missing.
 *
 * @param {'lab' | 'test'} what JupyterLab alone, or every line of test/requirements.txt
 * @returns {Promise<string>} the path of its Python
 */
export async function python(what) {
  const all = readFileSync(REQUIREMENTS, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const wanted = what === 'lab' ? all.filter((line) => line.startsWith('jupyterlab')) : all;
  const hash = createHash('sha256').update(wanted.join('\n')).digest('hex');
  const stamp = join(VENV, `.installed-${what}`);
  const program = venvProgram('python');
  if (existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return program;
  if (!existsSync(program) || (await read(program, ['-c', 'import pip'])).code !== 0) await makeVenv();
  say(`Installing into .venv: ${wanted.join(', ')}`);
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...wanted];
  const code = await run(program, pip);
  if (code !== 0) {
    throw new StepError(
      `pip install: expected ${wanted.join(', ')} in .venv; received exit code ${code}.
Fix: the lines above say why. Without a network, point PIP_INDEX_URL or PIP_FIND_LINKS at where the packages are.`,
    );
  }
  writeFileSync(stamp, hash);
  return program;
}

async function makeVenv() {
  const found = await findPython();
  say(`Making .venv with ${found.join(' ')}`);
  rmSync(VENV, { recursive: true, force: true });
  const { code, text } = await read(found[0], [...found.slice(1), '-m', 'venv', VENV]);
  if (code === 0) return;
  rmSync(VENV, { recursive: true, force: true });
  const missing = /ensurepip|python3?(?:\.\d+)?-venv/.test(text);
  throw new StepError(
    `python -m venv: expected an environment in .venv; received exit code ${code}:\n${text.trim()}\n` +
      (missing
        ? 'Fix: Debian and Ubuntu keep this part in a package of its own: sudo apt-get install python3-venv'
        : 'Fix: the lines above say why.'),
  );
}

/** The first Python that is new enough, as a command. PYTHON names one to take. */
async function findPython() {
  const named = process.env.PYTHON ? [[process.env.PYTHON]] : [];
  const commands = [
    ...named,
    ['python3'],
    ['python'],
    ...(process.platform === 'win32' ? [['py', '-3']] : []),
  ];
  const seen = [];
  for (const command of commands) {
    const print = 'import sys; print("%d.%d" % sys.version_info[:2])';
    const { code, text } = await read(command[0], [...command.slice(1), '-c', print]);
    if (code !== 0) continue;
    const [major, minor] = text.trim().split('.').map(Number);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return command;
    seen.push(`${command.join(' ')} ${text.trim()}`);
  }
  throw new StepError(
    `python: expected Python ${OLDEST.join('.')} or newer; received ${seen.join(', ') || 'none on the PATH'}.
Fix: install one (Debian and Ubuntu: sudo apt-get install python3 python3-venv), or name it in PYTHON.
Jupyter needs it; \`npm run quickstart\` and \`cellgrad run\` do not.`,
  );
}

if (isMain(import.meta.url)) await main(() => python(process.argv[2] === 'lab' ? 'lab' : 'test'));
