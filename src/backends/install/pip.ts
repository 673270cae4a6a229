import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ValueError } from '../../support/errors.js';
import type { NativeName } from '../native/installation.js';
import { runProgram } from './program.js';

const execute = promisify(execFile);

/** What pip brings, from where, and who is told. */
export interface PipOptions {
  readonly from?: string;
  readonly version?: string;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

/** Installs the wheels into `part`: TensorFlow alone, and for cuda the libraries that its metadata name. */
export async function pipInstall(
  name: NativeName,
  part: string,
  { from, version, signal, report }: PipOptions,
): Promise<void> {
  const plain = name === 'native' && process.platform === 'linux' && process.arch === 'x64';
  const wheel = plain ? 'tensorflow-cpu' : 'tensorflow';
  const { python, resumes } = await findPip(name, wheel, from);
  const source = from === undefined ? [] : ['--no-index', '--find-links', from];
  const fix =
    from === undefined
      ? `look at the network, or bring the wheels by other means: cellgrad backend install ${name} --from DIR`
      : `python3 -m pip download ${name === 'cuda' ? "'tensorflow[and-cuda]'" : `--no-deps ${wheel}`} on a machine like this one with a network, and put its files into ${from}`;
  const bring = (packages: readonly string[]) =>
    runProgram(
      python,
      // biome-ignore format: one line is read more easily
      ['-m', 'pip', 'install', '--no-deps', '--no-compile', ...resumes, '--target', part, ...source, ...packages],
      { fix, signal, report },
    );
  report(`Bringing ${wheel}${version === undefined ? '' : ` ${version}`} with pip`);
  await bring([version === undefined ? wheel : `${wheel}==${version}`]);
  if (name === 'cuda') await bring(cudaPackages(part));
}

/** The folder with what the wheel of TensorFlow in `site` says of itself. */
export function infoFolder(site: string): string | undefined {
  return readdirSync(site).find((entry) => /^tensorflow.*\.dist-info$/.test(entry));
}

/** The requirements of TensorFlow's extra `and-cuda`. */
export function cudaPackages(site: string): string[] {
  const metadata = readFileSync(join(site, infoFolder(site) ?? '', 'METADATA'), 'utf8');
  return [...metadata.matchAll(/^Requires-Dist: ([^;\n]+?)\s*;[^\n]*extra == ['"]and-cuda['"]/gm)].map(
    ([, requirement]) => requirement!.replace(/\s*\(([^)]*)\)/, '$1'),
  );
}

/** Python with pip; from 25.1 on pip goes on with a download that broke off. */
async function findPip(
  name: NativeName,
  wheel: string,
  from: string | undefined,
): Promise<{ python: string; resumes: readonly string[] }> {
  for (const python of ['python3', 'python']) {
    try {
      const { stdout } = await execute(python, ['-m', 'pip', '--version']);
      const version = Number(/^pip (\d+\.\d+)/.exec(stdout)?.[1] ?? 0);
      return { python, resumes: version >= 25.1 ? ['--resume-retries', '5'] : [] };
    } catch {
      // The next name may have it.
    }
  }
  const files = `${wheel.replace('-', '_')}-*.whl`;
  throw new ValueError('backends.install: pip was not found, with python3 or python.', {
    fix:
      from === undefined
        ? `install Python with pip, or unpack the wheel, a zip file: unzip '${files}' -d DIR, and cellgrad backend install ${name} --from DIR`
        : `install Python with pip, or unpack the wheel, a zip file: unzip '${join(from, files)}' -d ${from}, and once more`,
  });
}
