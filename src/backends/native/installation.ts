import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { libraryFiles } from './c-api.js';
import { elfFault } from './elf.js';

/** The two backends that run on TensorFlow. */
export type NativeName = 'native' | 'cuda';

type Environment = Readonly<Record<string, string | undefined>>;

/** The oldest TensorFlow whose C API has what is used here. */
export const OLDEST_TENSORFLOW = '2.16';

/** TensorFlow and the kernels that are needed with it. */
export interface Installation {
  /** The folder `tensorflow` of a wheel. */
  readonly tensorflow: string;
  readonly version: string;
  /** The folder of the package @tensorflow/tfjs-node-gpu. */
  readonly kernels: string;
}

/** What is missing, and the command that brings it. */
export interface Missing {
  readonly why: string;
  readonly fix: string;
}

/** Where `cellgrad backend install` puts a backend: in the user's cache, beside the data sets. */
export function backendFolder(
  name: NativeName,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const xdg = env['XDG_CACHE_HOME'];
  const cache =
    xdg && isAbsolute(xdg)
      ? xdg
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : join(home, '.cache');
  return join(cache, 'cellgrad', 'backends', name);
}

/**
 * Finds TensorFlow: in the folder that CELLGRAD_TENSORFLOW names (of a wheel, or of site-packages), else where
 * `cellgrad backend install` put it.
 */
export function findInstallation(
  name: NativeName,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Installation | Missing {
  const fix = `cellgrad backend install ${name}`;
  const files = libraryFiles(platform);
  if (files === undefined)
    return { why: `there is no TensorFlow library for ${platform}`, fix: 'use wasm, which is built in' };
  const named = env['CELLGRAD_TENSORFLOW'];
  const installed = backendFolder(name, env, platform);
  if (!named && !existsSync(installed)) return { why: 'TensorFlow is not installed', fix };
  const tensorflow = wheelFolder(named || installed);
  const otherwise = named
    ? 'CELLGRAD_TENSORFLOW=<the folder tensorflow of an installed wheel>'
    : `${fix} again`;
  for (const file of files) {
    const path = join(tensorflow, file);
    if (!existsSync(path)) return { why: `${tensorflow} has no ${file}`, fix: otherwise };
    const fault = platform === 'linux' ? elfFault(path) : undefined;
    if (fault !== undefined) return { why: `${path} ${fault}`, fix: otherwise };
  }
  const version = tensorflowVersion(tensorflow);
  if (version !== 'unknown' && !isAtLeast(version, OLDEST_TENSORFLOW))
    return { why: `TensorFlow ${version} is older than ${OLDEST_TENSORFLOW}`, fix: `${fix} again` };
  if (name === 'cuda' && !hasCuda(tensorflow))
    return {
      why: `TensorFlow ${version} in ${tensorflow} is built without CUDA`,
      fix: named ? `${fix}, and no CELLGRAD_TENSORFLOW` : fix,
    };
  const kernels = kernelsFolder(installed);
  if (kernels === undefined)
    return {
      why: 'the package @tensorflow/tfjs-node-gpu is missing, whose kernels are used',
      fix: named ? 'npm install --ignore-scripts @tensorflow/tfjs-node-gpu' : `${fix} again`,
    };
  return { tensorflow, version, kernels };
}

/** A wheel's folder `tensorflow`, where a folder above it was named. */
export function wheelFolder(folder: string): string {
  const inner = join(folder, 'tensorflow');
  return existsSync(inner) && statSync(inner).isDirectory() ? inner : folder;
}

/** The version that lies beside the wheel's folder, in `tensorflow-2.21.0.dist-info` or `tensorflow_cpu-...`. */
export function tensorflowVersion(tensorflow: string): string {
  const found = readdirSync(dirname(tensorflow))
    .map((entry) => /^tensorflow(?:_cpu)?-(.+)\.dist-info$/.exec(entry)?.[1])
    .find((version) => version !== undefined);
  return found ?? 'unknown';
}

/** Wheels with CUDA name its libraries in their build information. */
export function hasCuda(tensorflow: string): boolean {
  try {
    const text = readFileSync(join(tensorflow, 'python', 'platform', 'build_info.py'), 'utf8');
    return /is_cuda_build['"]?\s*[,:=]\s*True/.test(text);
  } catch {
    return false;
  }
}

/** The package with the kernels: of the project, of this package, or beside the wheel. */
export function kernelsFolder(
  installed: string,
  from: readonly string[] = [process.cwd()],
): string | undefined {
  const roots = [import.meta.url, ...from.map((folder) => join(folder, 'package.json'))];
  for (const root of roots) {
    try {
      return dirname(createRequire(root).resolve('@tensorflow/tfjs-node-gpu/package.json'));
    } catch {
      // The next place may have it.
    }
  }
  const beside = join(installed, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  return existsSync(join(beside, 'package.json')) ? beside : undefined;
}

/** Compares versions such as 2.16 and 2.21.0. */
function isAtLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  for (const [i, number] of want!.entries()) {
    const part = have![i] ?? 0;
    if (part !== number) return part > number;
  }
  return true;
}
