import assert from 'node:assert/strict';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { after, test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import { captureInput } from '../../../../kernel/engine/streams/standard-input.js';
import { EOFError } from '../../../../kernel/engine/streams/user-input.js';

const output = new Writable({ write: (_chunk, _encoding, done) => done() });
const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

let answers: (string | Error | Promise<string>)[] = [];
let asked = 0;
let cell: CellContext & { ended: boolean } = begin();
const restore = captureInput(
  async () => {
    asked += 1;
    const answer = await answers.shift();
    if (typeof answer === 'string') return answer;
    throw answer ?? new Error('nothing more');
  },
  () => cell,
);
after(restore);

function begin(): CellContext & { ended: boolean } {
  return { id: 1, count: 1, source: '', allowStdin: true, ended: false };
}

test('readline asks once a question, and not when nobody reads any more', async () => {
  [answers, asked] = [['Ada', '36', 'too much'], 0];
  const lines = createInterface({ input: process.stdin, output });
  assert.equal(await lines.question('Name? '), 'Ada');
  assert.equal(await lines.question('Age? '), '36');
  lines.close();
  await pause();
  assert.equal(asked, 2);
  const more = createInterface({ input: process.stdin, output });
  assert.equal(await more.question('And? '), 'too much');
  more.close();
});

test('the end of the input ends the stream, and the next one begins anew', async () => {
  answers = ['one', 'two', new EOFError('ended')];
  const first = process.stdin;
  const lines: string[] = [];
  for await (const line of first) lines.push(String(line));
  assert.deepEqual(lines, ['one\n', 'two\n']);
  assert.notEqual(process.stdin, first);
  answers = ['three'];
  for await (const line of process.stdin) {
    assert.equal(String(line), 'three\n');
    break;
  }
});

test('a question that an interrupt took the answer of does not keep the next cell from asking', async () => {
  answers = [new Promise(() => {}), 'heard'];
  const lost = createInterface({ input: process.stdin, output });
  void lost.question('Lost? ');
  await pause();
  cell.ended = true;
  cell = begin();
  const lines = createInterface({ input: process.stdin, output });
  assert.equal(await lines.question('Heard? '), 'heard');
  lines.close();
  lost.close();
});

test('a reader that a cell has left waits, without error, until a cell asks', async () => {
  const { stdin } = process;
  const errors: unknown[] = [];
  stdin.on('error', (error) => errors.push(error));
  for (const terminal of [false, true]) {
    [answers, asked] = [['one', 'two', 'three', new Promise(() => {})], 0];
    cell = begin();
    const lines = createInterface({ input: stdin, output, terminal });
    await pause();
    // That it is there is no question.
    assert.equal(asked, 0);
    assert.equal(await lines.question('1? '), 'one');
    await pause();
    cell.ended = true;
    await pause();
    // One that asks nothing.
    cell = begin();
    await pause();
    assert.equal(asked, 1);
    cell = begin();
    assert.equal(await lines.question('2? '), 'two');
    await pause();
    assert.equal(asked, 2);
    // Who listens wants each line.
    const heard: string[] = [];
    lines.on('line', (line) => heard.push(line));
    await pause();
    assert.deepEqual(heard, ['three']);
    assert.equal(asked, 4);
    cell.ended = true;
    cell = begin();
    lines.close();
  }
  assert.deepEqual(errors, []);
});

test('a timer of a cell that has ended asks nobody', async () => {
  [answers, asked] = [['first'], 0];
  const ended = begin();
  cell = begin();
  const lines = createInterface({ input: process.stdin, output });
  assert.equal(await cellContext.run(ended, () => lines.question('? ')), 'first');
  ended.ended = true;
  await cellContext.run(ended, async () => void lines.question('late? '));
  await pause();
  assert.equal(asked, 1);
  lines.close();
});

test('a question that no cell awaited is asked when one does', async () => {
  [answers, asked] = [['first'], 0];
  const before = begin();
  cell = begin();
  const lines = createInterface({ input: process.stdin, output });
  const question = cellContext.run(before, () => lines.question('? '));
  before.ended = true;
  await pause();
  assert.equal(asked, 0);
  assert.equal(await cellContext.run(cell, () => question.then((text) => text)), 'first');
  assert.equal(await question, 'first');
  await pause();
  assert.equal(asked, 1);
  lines.close();
});

test('an interface whose input has failed is closed', async () => {
  answers = [new Error('this front end does not take input')];
  const lines = createInterface({ input: process.stdin, output });
  const failed = new Promise((resolve) => lines.once('error', resolve));
  process.stdin.once('error', () => {});
  void lines.question('? ').catch(() => undefined);
  assert.match(String(await failed), /does not take input/);
  await pause();
  await assert.rejects(lines.question('? '), { code: 'ERR_USE_AFTER_CLOSE' });
});

test('a front end that takes no input is an error of the stream', async () => {
  answers = [new Error('this front end does not take input')];
  const failed = new Promise((resolve) => process.stdin.once('error', resolve));
  process.stdin.on('data', () => {}).resume();
  assert.match(String(await failed), /does not take input/);
});
