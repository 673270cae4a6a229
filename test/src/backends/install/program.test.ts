import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProgramOptions, runProgram } from '../../../../src/backends/install/program.js';

const { signal } = new AbortController();

function script(code: string, options: Partial<ProgramOptions> = {}): Promise<void> {
  return runProgram(process.execPath, ['-e', code], { fix: 'mend it', signal, ...options });
}

test('tells what is printed, and quotes what went wrong, in short', async () => {
  const lines: string[] = [];
  await script("console.log('one'); console.log('two')", { report: (line) => lines.push(line) });
  assert.deepEqual(lines, ['one', 'two']);
  await assert.rejects(
    script("console.error('npm error reason: no'); process.exit(2)"),
    /failed: reason: no\nFix: mend it$/,
  );
  await assert.rejects(
    script("console.error('x'.repeat(5e6)); process.exitCode = 1"),
    ({ message }: Error) => {
      assert.ok(message.length < 500 && message.includes('xxx…'));
      return true;
    },
  );
  await assert.rejects(script('process.exit(3)'), /failed: it ended with 3 and said nothing/);
  await assert.rejects(
    runProgram('/nowhere/pip', [], { fix: 'mend it', signal }),
    /failed: spawn .* ENOENT\nFix: mend it/,
  );
});

test('a full disk has its code', async () => {
  const code =
    "console.error('OSError: [Errno 28] No space left on device'.repeat(9999)); process.exitCode = 1";
  await assert.rejects(script(code), { code: 'ENOSPC' });
});

test('is stopped with what made it stop', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const report = () => stop.abort(reason);
  const running = script("setInterval(() => console.log('on'), 10)", { signal: stop.signal, report });
  await assert.rejects(running, reason);
  assert.throws(() => script('', { signal: stop.signal }), reason);
});

test('what the program started is stopped, too', async () => {
  const stop = new AbortController();
  let started = 0;
  const report = (line: string) => {
    started = Number(line);
    stop.abort();
  };
  const options = { fix: 'mend it', signal: stop.signal, report };
  await assert.rejects(runProgram('sh', ['-c', 'sh -c "echo \\$\\$; exec sleep 60"; true'], options), {
    name: 'AbortError',
  });
  assert.throws(() => process.kill(started, 0), /ESRCH/);
});
