import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import type { MagicContext } from '../../../../kernel/engine/magics/magic.js';
import { runCommand } from '../../../../kernel/engine/magics/shell.js';

async function run(rest: string) {
  const out = { out: '', err: '' };
  const context: Pick<MagicContext, 'rest' | 'folder' | 'wait' | 'print' | 'printError'> = {
    rest,
    folder: tmpdir(),
    wait: (promise) => promise,
    print: (text) => {
      out.out += text;
    },
    printError: (text) => {
      out.err += text;
    },
  };
  await runCommand(context as MagicContext);
  return out;
}

test('a shell runs the command, and tells how it failed', {
  skip: process.platform === 'win32',
}, async () => {
  assert.deepEqual(await run('echo a | tr a b; cat'), { out: 'b\n', err: '' });
  assert.deepEqual(await run('exit 3'), { out: '', err: '!exit 3: ended with exit code 3\n' });
});
