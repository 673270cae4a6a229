import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { password, prompt } from '../../../src/display/prompt.js';

const MODULE = pathToFileURL(new URL('../../../src/display/prompt.ts', import.meta.url).pathname).href;

/** Runs a script with these lines on its standard input, which stays open when `open` is true. */
async function script(code: string, input: string, open = false): Promise<{ out: string; code: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (out += data));
  child.stdin.write(input);
  if (!open) child.stdin.end();
  const [code_] = (await once(child, 'close')) as [number];
  return { out, code: code_ };
}

const ASK = `import { prompt, password } from ${JSON.stringify(MODULE)};\n`;

test('piped lines are the answers, one by one; a pipe that stays open does not hold the script', async () => {
  const { out, code } = await script(
    `${ASK}const a = await prompt('a? '); const b = await password('b? '); console.log(a + '|' + b);`,
    'one\ntwo\nthree\n',
    true,
  );
  assert.equal(code, 0, out);
  assert.equal(out, 'a? b? one|two\n');
});

test('the end of the input is an error', async () => {
  const { out, code } = await script(`${ASK}await prompt('a? ');`, '');
  assert.equal(code, 1);
  assert.match(out, /prompt: expected a line on standard input; received its end\./);
});

test('in a kernel the front end is asked', async () => {
  const asked: unknown[] = [];
  const kernel = globalThis as { [key: symbol]: unknown };
  const symbol = Symbol.for('cellgrad.input');
  kernel[symbol] = async (...parameters: unknown[]) => {
    asked.push(parameters);
    return 'typed';
  };
  try {
    assert.equal(await prompt('Name '), 'typed');
    assert.equal(await password('Key '), 'typed');
  } finally {
    delete kernel[symbol];
  }
  assert.deepEqual(asked, [
    ['Name ', { password: false }],
    ['Key ', { password: true }],
  ]);
});
