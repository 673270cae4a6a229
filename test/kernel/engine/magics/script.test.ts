import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { words } from '../../../../kernel/engine/magics/script.js';
import { withSession } from '../harness.js';

test('%%script gives the cell to a shell or a program', () =>
  withSession(async (bench) => {
    const { stdout, stderr } = await bench.run('%%script\necho out\necho err >&2');
    assert.deepEqual([stdout, stderr], ['out\n', 'err\n']);
    const node = await bench.run(`%%script ${process.execPath} --input-type=module\nconsole.log(1 + 1)`);
    assert.equal(node.stdout, '2\n');
    assert.equal(
      (await bench.run('%%script\nexit 3')).error,
      'MagicError: %%script: sh ended with exit code 3',
    );
    assert.equal(
      (await bench.run('%%script no-such-program\nx')).error,
      'MagicError: %%script: there is no program no-such-program',
    );
  }));

test('an interrupt ends the program', () =>
  withSession(async (bench) => {
    const running = bench.run('%%script\necho began; sleep 60; echo ended');
    while (bench.streamsOf(1).stdout === '') await sleep(5);
    bench.session.interrupt();
    const { error, stdout } = await running;
    assert.equal(error, 'KeyboardInterrupt: Interrupted.');
    assert.equal(stdout, 'began\n');
  }));

test('quotes keep blanks', () => {
  assert.deepEqual(words(`bash -c 'a b' "c d" e`), ['bash', '-c', 'a b', 'c d', 'e']);
});
