import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const ENTRY = new URL('../../../../src/backends/native/quietly.ts', import.meta.url).href;

test('known lines are left out, others come out, and an error passes', {
  skip: process.platform === 'win32',
}, () => {
  const code = `
    import koffi from 'koffi';
    import { quietly } from ${JSON.stringify(ENTRY)};
    const libc = koffi.load(process.platform === 'darwin' ? '/usr/lib/libSystem.B.dylib' : 'libc.so.6');
    const write = libc.func('write', 'long', ['int', 'str', 'size_t']);
    const say = (text) => write(2, text, text.length);
    const descriptors = {
      dup: libc.func('dup', 'int', ['int']),
      dup2: libc.func('dup2', 'int', ['int', 'int']),
      close: libc.func('close', 'int', ['int']),
    };
    const isNoise = (line) => line.startsWith('noise');
    say('before\\n');
    const value = quietly(descriptors, isNoise, () => { say('noise 1\\nnews\\nnoise 2\\n'); return 42; });
    console.log(value);
    try { quietly(descriptors, isNoise, () => { say('half'); throw new Error('on purpose'); }); }
    catch (error) { console.log(error.message); }
    say(' after\\n');`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', code],
    { encoding: 'utf8', cwd: new URL('../../../../', import.meta.url) },
  );
  assert.equal(stdout, '42\non purpose\n');
  assert.equal(stderr, 'before\nnews\nhalf after\n');
});
