import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { scriptCall } from '../../../kernel/notebook/script-calls.js';

function call(name: string, rest: string, body?: string): string | undefined {
  return scriptCall({ kind: 'magic', name, rest, body, line: 1 });
}

/** Runs a call and says what it did to `process`. */
function effect(code: string | undefined): unknown {
  let folder: unknown;
  const fake = {
    env: {} as Record<string, string>,
    chdir: (path: string) => {
      folder = path;
    },
    getBuiltinModule: process.getBuiltinModule,
  };
  new Function('process', code ?? '')(fake);
  return folder ?? fake.env;
}

test('variables and folders', () => {
  assert.deepEqual(effect(call('env', 'A=b "c"')), { A: 'b "c"' });
  assert.deepEqual(effect(call('env', 'A b')), { A: 'b' });
  assert.equal(effect(call('cd', '"some where"')), 'some where');
  assert.equal(effect(call('cd', '')), homedir());
  assert.equal(effect(call('cd', '~/x')), `${homedir()}/x`);
});

test('every call is one line, whatever is in the text', () => {
  for (const name of ['html', 'markdown', 'writefile', 'script']) {
    const code = call(name, 'x', 'a\nb\u2028\r"`\\');
    assert.doesNotMatch(code!, /[\n\r\u2028]/);
    assert.match(code!, /;$/);
  }
});

test('a file is written as the magic writes it', () => {
  assert.match(call('writefile', 'a.txt', 'x')!, /writeFileSync\("a\.txt", "x\\n"\);$/);
  assert.match(call('writefile', '-a a.txt', 'x\n')!, /appendFileSync\("a\.txt", "x\\n"\);$/);
});

test('what belongs to a session has no call', () => {
  for (const [name, body] of [['who'], ['npm'], ['reset'], ['time'], ['timeit', 'x'], ['unknown']] as const)
    assert.equal(call(name, '', body), undefined, name);
  assert.equal(call('env', ''), undefined);
});
