import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';

/** Where Debian's chromium-common and Chrome keep SwiftShader, with a Vulkan loader beside it. */
const PLACES = ['/usr/lib/chromium', '/opt/google/chrome'].map((folder) =>
  join(folder, 'vk_swiftshader_icd.json'),
);

const execute = promisify(execFile);

/** What a process needs in its environment to compute on SwiftShader; null, with a loud word, where there is none. */
export function swiftShader(): Readonly<Record<string, string>> | null {
  const driver = PLACES.find((path) => existsSync(path));
  if (driver !== undefined)
    return { LD_LIBRARY_PATH: dirname(driver), VK_ICD_FILENAMES: driver, CELLGRAD_BACKEND: 'webgpu' };
  console.warn('SKIPPED: no SwiftShader here; apt-get install chromium-common to test WebGPU');
  return null;
}

/**
 * Runs statements with the library on WebGPU, on SwiftShader, in a process of their own: the Vulkan loader reads its
 * environment once. They may use `library`, `tf` (tfjs-core) and `assert`. Gives what they print; null, with a loud word,
 * where there is no SwiftShader.
 */
export async function onSwiftShader(t: TestContext, statements: string): Promise<string | null> {
  const environment = swiftShader();
  if (environment === null) {
    t.skip('no SwiftShader');
    return null;
  }
  const source = new URL('../../../../src/index.ts', import.meta.url).href;
  const program = `
    import assert from 'node:assert/strict';
    import * as tf from '@tensorflow/tfjs-core';
    const library = await import(${JSON.stringify(source)});
    ${statements}`;
  const { stdout } = await execute(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    {
      cwd: new URL('../../../../', import.meta.url).pathname,
      env: { ...process.env, ...environment },
    },
  );
  return stdout;
}
