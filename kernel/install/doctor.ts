import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installedKernels, type KernelJson } from './kernelspec.js';
import { dataFolders, findProgram, type Machine, packageFolder, pythonPrefix, thisMachine } from './paths.js';
import { hasPythonPackage } from './python-package.js';

const execute = promisify(execFile);

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** `false`: the kernel cannot work; `'note'`: it can, but something is worth knowing. */
  readonly ok: boolean | 'note';
  /** What is there. */
  readonly found: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** How the library's part is looked at; given by the caller, since this folder knows nothing of the library. */
export type BackendCheck = () => Promise<readonly Finding[]>;

/**
 * Looks at everything that the kernel needs and says, in one line each, what is there or how to mend it.
 *
 * @param backends loads the library and says which backends it can use
 */
export async function examine(backends: BackendCheck, machine: Machine = thisMachine()): Promise<Finding[]> {
  const jupyter = await findJupyter(machine);
  return [
    node(),
    await zeromq(),
    await types(),
    ...kernelspecs(machine, jupyter.folders),
    jupyter.finding,
    ...papermill(machine),
    ...(await guarded(backends)),
  ];
}

/** The findings as lines. */
export function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, ok, found, fix }) => {
    const state = ok === true ? 'ok  ' : ok === 'note' ? 'note' : 'FAIL';
    return `${state}  ${name.padEnd(width)}  ${found}${fix ? `\n${' '.repeat(width + 8)}fix: ${fix}` : ''}`;
  });
  return lines.join('\n');
}

/** The oldest Node that the package says it works with. */
function oldestNode(): string {
  const path = join(packageFolder(import.meta.dirname), 'package.json');
  const { engines } = JSON.parse(readFileSync(path, 'utf8')) as { engines: { node: string } };
  return engines.node.replace(/^>=/, '');
}

function node(): Finding {
  const oldest = oldestNode();
  const found = `${process.version} (${process.platform} ${process.arch}), ${process.execPath}`;
  if (atLeast(process.versions.node, oldest)) return { name: 'node', ok: true, found };
  return { name: 'node', ok: false, found, fix: `install Node ${oldest} or newer` };
}

/** Compares versions such as 20.19 and 22.1.0. */
export function atLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [i, number] of want.entries()) {
    if ((have[i] ?? 0) !== number) return (have[i] ?? 0) > number;
  }
  return true;
}

/** In a process of its own: a native library that does not fit may end the one that loads it. */
async function zeromq(): Promise<Finding> {
  try {
    const code = "console.log(require('zeromq').version)";
    const { stdout } = await execute(process.execPath, ['-e', code], {
      cwd: packageFolder(import.meta.dirname),
    });
    return { name: 'zeromq', ok: true, found: `libzmq ${stdout.trim()} loads` };
  } catch (error) {
    const found = reasonOf(error);
    const fix =
      'npm rebuild zeromq; where no built file exists for the system, install cmake and a C++ compiler first';
    return { name: 'zeromq', ok: false, found, fix };
  }
}

/** What a program that failed said of the reason. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0]!;
}

/** TypeScript's program for this system is a package of its own, which an installation may leave out. */
async function types(): Promise<Finding> {
  const name = 'types';
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
    const { stdout } = await execute(process.execPath, [join(folder, 'bin', 'tsc'), '--version']);
    return {
      name,
      ok: true,
      found: `TypeScript ${stdout.trim().replace(/^Version /, '')} completes and documents`,
    };
  } catch (error) {
    const found = `completion and documentation know run-time values only; ${reasonOf(error)}`;
    return { name, ok: 'note', found, fix: 'npm install cellgrad again, without --omit=optional' };
  }
}

/** `seen` are the folders in which Jupyter looks for kernels, where there is a Jupyter to ask. */
function kernelspecs(machine: Machine, seen: readonly string[] | undefined): Finding[] {
  const folders = [...new Set([...(seen ?? []), ...dataFolders(machine, pythonPrefix(machine))])];
  const kernels = installedKernels(folders);
  if (kernels.length === 0) {
    const fix = 'cellgrad install --user (or --prefix DIR for one environment)';
    return [{ name: 'kernelspec', ok: 'note', found: `none in ${folders.join(', ')}`, fix }];
  }
  return kernels.map(({ folder, spec }) => {
    const gone = spec.argv.filter((word) => /[\\/]/.test(word) && !word.includes(':') && !existsSync(word));
    if (gone.length === 0) return working(folder, spec, seen);
    const fix = 'install it again: it was made by a Node or a copy of cellgrad that has moved';
    return {
      name: 'kernelspec',
      ok: false,
      found: `${folder} names ${gone.join(', ')}, which is not there`,
      fix,
    };
  });
}

/** A kernel whose files are all there: is its node new enough, and does Jupyter see it? */
function working(folder: string, spec: KernelJson, seen: readonly string[] | undefined): Finding {
  const name = 'kernelspec';
  const found = `${spec.display_name}, ${folder}`;
  const version = versionOf(spec.argv[0]!);
  if (!atLeast(version, oldestNode())) {
    const fix = `install it again with Node ${oldestNode()} or newer`;
    return {
      name,
      ok: false,
      found: `${folder} starts ${spec.argv[0]}, which is ${version || 'no node'}`,
      fix,
    };
  }
  if (seen && !seen.some((data) => folder.startsWith(join(data, 'kernels')))) {
    const fix = 'cellgrad install --user, or --prefix with the folder of the environment in which Jupyter is';
    return { name, ok: 'note', found: `${found}: the Jupyter on the PATH does not look there`, fix };
  }
  return { name, ok: true, found };
}

function versionOf(program: string): string {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' });
    return /^v(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? '';
  } catch {
    // It cannot be run at all.
    return '';
  }
}

/** Jupyter, and the folders in which it looks for kernels by its own account. */
async function findJupyter(machine: Machine): Promise<{ finding: Finding; folders?: readonly string[] }> {
  const { env, platform } = machine;
  const name = 'jupyter';
  const path = findProgram(name, env, platform);
  if (path === undefined) {
    const fix = 'python3 -m pip install jupyterlab (in an environment); `cellgrad run` works without it';
    return { finding: { name, ok: 'note', found: 'not on the PATH', fix } };
  }
  try {
    const { stdout } = await execute(path, ['--paths', '--json'], { env, timeout: 60_000 });
    const { data } = JSON.parse(stdout) as { data: string[] };
    return { finding: { name, ok: true, found: path }, folders: data };
  } catch (error) {
    const found = `${path} does not run: ${firstLine(error)}`;
    const fix = 'python3 -m pip install --force-reinstall jupyter_core jupyterlab (in its environment)';
    return { finding: { name, ok: false, found, fix } };
  }
}

/** Only where Papermill is: everybody else need not know of it. */
function papermill(machine: Machine): Finding[] {
  const name = 'papermill';
  const path = findProgram(name, machine.env, machine.platform);
  if (path === undefined) return [];
  const prefix = dirname(dirname(path));
  if (hasPythonPackage(prefix, machine)) return [{ name, ok: true, found: `${path}, with parameters` }];
  const fix = `cellgrad install --prefix ${prefix}`;
  return [{ name, ok: 'note', found: `${path}, without parameters for TypeScript`, fix }];
}

async function guarded(backends: BackendCheck): Promise<readonly Finding[]> {
  try {
    return await backends();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ name: 'library', ok: false, found, fix: 'npm ci (or install cellgrad again)' }];
  }
}

function firstLine(error: unknown): string {
  const text =
    (error as { stderr?: string }).stderr || (error instanceof Error ? error.message : String(error));
  return text.trim().split('\n').at(-1) ?? '';
}
