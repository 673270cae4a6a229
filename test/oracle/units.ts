import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Test files that run in one process. */
export interface Unit {
  readonly name: string;
  readonly files: readonly string[];
}

const SOURCES = join(import.meta.dirname, '..', 'src');

/** Those that ask the library for names and not for numbers, and those that run the others. */
const WITHOUT_NUMBERS = /^(public-names|on-[\w-]+)\.test\.ts$/;

/** All that compares numbers with Keras's: the files beside this one, and those of test/src, folder by folder. */
export function oracleUnits(): Unit[] {
  const here = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.test.ts') && !WITHOUT_NUMBERS.test(file))
    .map((file) => ({ name: file, files: [join(import.meta.dirname, file)] }));
  const folders = new Map<string, string[]>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(SOURCES, file);
    if (!file.endsWith('.test.ts') || !/\/oracle\/check-|against-keras/.test(readFileSync(path, 'utf8')))
      continue;
    folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), path]);
  }
  return [...here, ...[...folders].map(([folder, files]) => ({ name: relative(SOURCES, folder), files }))];
}

/**
 * Runs a unit in a process of its own, with these variables in its environment, and fails with what failed there, unless
 * it `isRefused`. Gives the names of those.
 */
export function runUnit(
  { name, files }: Unit,
  env: Readonly<Record<string, string>>,
  isRefused: (test: string, error: string) => boolean = () => false,
): { readonly refused: readonly string[] } {
  // One process for all files: starting one takes longer than most of them.
  const program = files
    .map((file) => `await import(${JSON.stringify(pathToFileURL(file).href)});`)
    .join('\n');
  const args = ['--import', 'tsx', '--test-reporter=tap', '--input-type=module', '--eval', program];
  // The runner marks its children by this variable, and they would report to nobody.
  const { NODE_TEST_CONTEXT: _, ...outer } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...outer, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const errors = errorsOf(stdout);
  const passed = Number(/^# pass (\d+)/m.exec(stdout)?.[1] ?? 0);
  const refused = errors.filter(([test, error]) => isRefused(test, error)).map(([test]) => test);
  const failed = errors.filter(([test]) => !refused.includes(test)).map((one) => one.join(': '));
  assert.deepEqual(failed, [], `${name}: ${failed.length} tests`);
  assert.ok(passed > 0, `${name}: no test passed. ${stderr.slice(-500)}`);
  return { refused };
}

/** What failed, with its error's first line, in what the reporter `tap` prints; suites fail by their tests only. */
function errorsOf(printed: string): [test: string, error: string][] {
  const lines = printed.split('\n');
  let failing = '';
  return lines.flatMap((line, i) => {
    failing = /^\s*not ok \d+ - (.*)/.exec(line)?.[1] ?? failing;
    const error = /^\s*error: (.*)/.exec(line)?.[1];
    if (error === undefined || /\d+ subtests? failed/.test(error)) return [];
    // A text of several lines stands below.
    return [[failing, /^[|>]/.test(error) ? lines[i + 1]!.trim() : error]];
  });
}
