/**
 * Compiles src/backends/simd/source with clang for WebAssembly and writes the module, as text, into
 * src/backends/simd/embedded. Debian: apt-get install clang-19 lld-19; CLANG names another clang.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMain, main, ROOT, read, StepError, say } from './command.mjs';

const SOURCE = join(ROOT, 'src', 'backends', 'simd', 'source');
const TARGET = join(ROOT, 'src', 'backends', 'simd', 'embedded', 'module.ts');
const CLANG = process.env.CLANG ?? 'clang-19';

const FLAGS = [
  '--target=wasm32',
  '-std=c11',
  '-O3',
  '-msimd128',
  // Each product is rounded, so that results do not depend on the machine.
  '-ffp-contract=off',
  // No calls of a C library: there is none.
  '-fno-builtin',
  '-nostdlib',
  '-fuse-ld=lld',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wl,--no-entry',
  // The memory is that of tfjs's module, shared with the threads of the pool; nothing of ours lies in it.
  '-matomics',
  '-mbulk-memory',
  '-Wl,--import-memory',
  '-Wl,--shared-memory',
  '-Wl,--max-memory=4294967296',
  // A stack would lie over tfjs's own: one of no size makes its use a trap.
  '-Wl,--stack-first',
  '-Wl,-z,stack-size=0',
  '-Wl,--strip-all',
];

/**
 * Compiles the module.
 *
 * @returns {Promise<Buffer | null>} its bytes, or null where there is no such compiler
 */
export async function compile() {
  const version = await read(CLANG, ['--version']);
  if (version.code !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'simd-'));
  try {
    const output = join(folder, 'module.wasm');
    const sources = readdirSync(SOURCE)
      .filter((name) => name.endsWith('.c'))
      .sort();
    const { code, text } = await read(CLANG, [...FLAGS, '-o', output, ...sources], { cwd: SOURCE });
    if (code !== 0) throw new StepError(`simd: expected sources that compile; received:\n${text}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write() {
  say('Compiling src/backends/simd/source');
  const bytes = await compile();
  if (bytes === null) {
    throw new StepError(
      `simd: expected the compiler ${CLANG}; it is not there.\nFix: apt-get install clang-19 lld-19, or name one in CLANG.`,
    );
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  const text = bytes.toString('base64');
  const content = `/** The kernels of ../source, compiled by scripts/simd.mjs; not edited by hand. */

/** SHA-256 of the module's bytes. */
export const SIMD_SHA256 = '${hash}';

/** The WebAssembly module, in base64. */
export const SIMD_MODULE =
  '${text}';
`;
  writeFileSync(`${TARGET}.part`, content);
  renameSync(`${TARGET}.part`, TARGET);
  say(`${bytes.length} bytes, SHA-256 ${hash}`);
}

if (isMain(import.meta.url)) await main(write);
