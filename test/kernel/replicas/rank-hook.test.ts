import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const hook = new URL('../../../kernel/replicas/rank-hook.ts', import.meta.url).href;

/** Runs a program as a replica; gives its output and what it told its launcher. */
function run(rank: number, code: string, env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-hook-'));
  const path = join(folder, 'told');
  const told = openSync(path, 'w');
  const stdio = ['ignore', 'pipe', 'pipe', told] as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--import', hook, '-e', code], {
    encoding: 'utf8',
    stdio: [...stdio],
    env: {
      ...process.env,
      CELLGRAD_ROSTER: 'x',
      CELLGRAD_CONTROL: '3',
      CELLGRAD_REPLICA: String(rank),
      ...env,
    },
  });
  closeSync(told);
  const text = readFileSync(path, 'utf8');
  rmSync(folder, { recursive: true });
  return { stdout, stderr, told: text };
}

const PRINT = 'console.log("a\\nb"); console.error("c")';

describe('rank hook', () => {
  it("shows replica 0's output and tells how it ended", () => {
    assert.deepEqual(run(0, PRINT), { stdout: 'a\nb\n', stderr: 'c\n', told: 'exit 0\n' });
  });

  it("leaves out the others' output but for stderr, or gives it their number", () => {
    assert.deepEqual(run(1, PRINT), { stdout: '', stderr: '[1] c\n', told: 'exit 0\n' });
    assert.equal(run(2, PRINT, { CELLGRAD_ALL_OUTPUT: '1' }).stdout, '[2] a\n[2] b\n');
  });

  it('tells what was thrown', () => {
    const { told, stderr } = run(0, 'throw new TypeError("boom\\nmore")');
    assert.equal(told, 'threw "TypeError: boom"\nexit 1\n');
    assert.match(stderr, /boom/);
  });
});
