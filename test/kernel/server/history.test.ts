import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { HistoryRequest } from '../../../kernel/protocol/messages.js';
import { History } from '../../../kernel/server/history.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-history-'));
let files = 0;
const newFile = () => join(folder, String(++files), 'history.jsonl');

function ask(fields: Partial<HistoryRequest>): HistoryRequest {
  return {
    output: false,
    raw: true,
    hist_access_type: 'tail',
    session: 0,
    start: 0,
    stop: null,
    n: null,
    pattern: '*',
    unique: false,
    ...fields,
  };
}

/** The file is written when what waits for the cell has left. */
const written = () => new Promise((resolve) => setImmediate(resolve));

function filled(file?: string): History {
  const history = new History(file);
  for (const [at, code] of ['1 + 1', 'let a', '1 + 1', 'a[0]'].entries()) {
    history.add(at + 1, code, at === 0 ? '2' : null);
  }
  return history;
}

test('tail gives the last ones, oldest first', () => {
  assert.deepEqual(filled().find(ask({ n: 2 })), [
    [1, 3, '1 + 1'],
    [1, 4, 'a[0]'],
  ]);
  assert.equal(filled().find(ask({})).length, 4);
  assert.deepEqual(filled().find(ask({ n: 0 })), []);
});

test('output gives pairs', () => {
  assert.deepEqual(filled().find(ask({ output: true, n: 4 }))[0], [1, 1, ['1 + 1', '2']]);
  assert.deepEqual(filled().find(ask({ output: true, n: 1 })), [[1, 4, ['a[0]', null]]]);
});

test('range gives lines of a session, the end excluded', () => {
  const range = (fields: Partial<HistoryRequest>) =>
    filled()
      .find(ask({ hist_access_type: 'range', ...fields }))
      .map(([, line]) => line);
  assert.deepEqual(range({ start: 2, stop: 4 }), [2, 3]);
  assert.deepEqual(range({ session: 1, start: 3 }), [3, 4]);
  assert.deepEqual(range({ session: 7 }), []);
  assert.deepEqual([range({ start: -1 }), range({ start: -2, stop: -1 })], [[4], [3]]);
  assert.deepEqual(range({ start: 3, stop: 0 }), [3, 4]);
});

test('search takes *, ? and [...] for the whole input', () => {
  const search = (pattern: string, fields: Partial<HistoryRequest> = {}) =>
    filled()
      .find(ask({ hist_access_type: 'search', pattern, ...fields }))
      .map(([, line]) => line);
  assert.deepEqual(search('*+*'), [1, 3]);
  assert.deepEqual(search('*+*', { unique: true }), [3]);
  assert.deepEqual(search('*+*', { n: 1 }), [3]);
  assert.deepEqual(search('let ?'), [2]);
  assert.deepEqual(search('let'), []);
  assert.deepEqual(search('[al]*'), [2, 4]);
  assert.deepEqual(search('a[[]0]'), [4]);
  assert.deepEqual(search('(.*'), []);
});

test('sessions are numbered, kept, and counted back', async () => {
  const file = newFile();
  filled(file);
  await written();
  const second = new History(file);
  assert.equal(second.session, 2);
  second.add(1, 'second');
  await written();
  const third = new History(file);
  assert.equal(third.session, 3);
  assert.deepEqual(third.find(ask({ n: 1 })), [[2, 1, 'second']]);
  assert.deepEqual(third.find(ask({ hist_access_type: 'range', session: -1 })), [[2, 1, 'second']]);
  assert.equal(third.find(ask({ hist_access_type: 'range', session: -2 })).length, 4);
  assert.equal(third.find(ask({})).length, 5);
});

test('two kernels at once have two numbers, and neither loses a line', async () => {
  const file = newFile();
  const [a, b] = [new History(file), new History(file)];
  assert.notEqual(a.session, b.session);
  a.add(1, 'of a');
  b.add(1, 'of b');
  await written();
  const inputs = new History(file).find(ask({})).map(([, , input]) => input);
  assert.deepEqual(inputs, ['of a', 'of b']);
});

test('a line that a crash cut off, and garbage, are passed over', async () => {
  const file = newFile();
  filled(file);
  await written();
  appendFileSync(file, 'garbage\n\n[]\n{"session":"x"}\n{"session":1,"line":5,"inp');
  const next = new History(file);
  next.add(1, 'after');
  await written();
  assert.deepEqual(
    new History(file).find(ask({ n: 2 })).map(([, , input]) => input),
    ['a[0]', 'after'],
  );
});

test('only its owner can read the file', () => {
  const file = newFile();
  filled(file);
  assert.equal(statSync(file).mode & 0o077, 0);
});

test('a long file is cut, and sessions keep their numbers', async () => {
  const file = newFile();
  new History(file).add(1, 'first');
  await written();
  const line = (n: number) => `${JSON.stringify({ session: 5, line: n, input: `x${n}`, output: null })}\n`;
  writeFileSync(file, Array.from({ length: 20_001 }, (_, i) => line(i)).join(''));
  const history = new History(file);
  assert.equal(history.session, 6);
  assert.deepEqual(history.find(ask({ n: 1 })), [[5, 20_000, 'x20000']]);
  assert.ok(readFileSync(file, 'utf8').split('\n').length < 10_010);
});

test('a file that cannot be used is told once per trouble, and history works without it', () => {
  const troubles: string[] = [];
  writeFileSync(join(folder, 'plain'), '');
  const history = new History(join(folder, 'plain', 'history.jsonl'), (message) => troubles.push(message));
  history.add(1, 'x');
  assert.equal(history.find(ask({})).length, 1);
  assert.match(troubles[0]!, /not read/);
});

test('a file that can be read but not written, as on a full disk, holds nobody up', async () => {
  const file = newFile();
  mkdirSync(dirname(file));
  // It reads as one that is not there yet; it cannot be made.
  symlinkSync(join(folder, 'nowhere', 'history.jsonl'), file);
  const troubles: string[] = [];
  const history = new History(file, (trouble) => {
    if (troubles.push(trouble) > 5) throw new Error(trouble);
  });
  history.add(1, 'let a');
  await written();
  assert.equal(history.session, 1);
  assert.deepEqual(history.find(ask({})), [[1, 1, 'let a']]);
  assert.equal(troubles.length, 2);
  for (const trouble of troubles) assert.match(trouble, /not written; ENOENT/);
});
