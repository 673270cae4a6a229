import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedKernels } from './kernelspec.js';
import { dataFolders, findProgram, type Machine, packageFolder, pythonPrefix, thisMachine } from './paths.js';

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
  return [node(), await zeromq(), ...kernelspecs(machine), jupyter(machine), ...(await guarded(backends))];
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

/** The Node versions that the package says it needs, such as `>=20.19`. */
function node(): Finding {
  const folder = packageFolder(import.meta.dirname);
  const { engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const found = `${process.version} (${process.platform} ${process.arch}), ${process.execPath}`;
  if (atLeast(process.versions.node, engines.node.replace(/^>=/, '')))
    return { name: 'node', ok: true, found };
  return { name: 'node', ok: false, found, fix: `install Node ${engines.node.replace('>=', '')} or newer` };
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
    const lines = (error instanceof Error ? error.message : String(error)).split('\n');
    const found = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0]!;
    const fix =
      'npm rebuild zeromq; where no built file exists for the system, install cmake and a C++ compiler first';
    return { name: 'zeromq', ok: false, found, fix };
  }
}

function kernelspecs(machine: Machine): Finding[] {
  const folders = dataFolders(machine, pythonPrefix(machine));
  const kernels = installedKernels(folders);
  if (kernels.length === 0) {
    const fix = 'cellgrad install --user (or --prefix DIR for one environment)';
    return [{ name: 'kernelspec', ok: 'note', found: `none in ${folders.join(', ')}`, fix }];
  }
  return kernels.map(({ folder, spec }) => {
    const gone = spec.argv.filter((word) => /[\\/]/.test(word) && !word.includes(':') && !existsSync(word));
    if (gone.length === 0) return { name: 'kernelspec', ok: true, found: `${spec.display_name}, ${folder}` };
    const fix = 'install it again: it was made by a Node or a copy of cellgrad that has moved';
    return {
      name: 'kernelspec',
      ok: false,
      found: `${folder} names ${gone.join(', ')}, which is not there`,
      fix,
    };
  });
}

function jupyter({ env, platform }: Machine): Finding {
  const path = findProgram('jupyter', env, platform);
  if (path !== undefined) return { name: 'jupyter', ok: true, found: path };
  const fix = 'python3 -m pip install jupyterlab (in an environment); `cellgrad run` works without it';
  return { name: 'jupyter', ok: 'note', found: 'not on the PATH', fix };
}

async function guarded(backends: BackendCheck): Promise<readonly Finding[]> {
  try {
    return await backends();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ name: 'library', ok: false, found, fix: 'npm ci (or install cellgrad again)' }];
  }
}
