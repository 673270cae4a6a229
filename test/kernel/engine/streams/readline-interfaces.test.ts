import assert from 'node:assert/strict';
import * as readline from 'node:readline';
import * as promises from 'node:readline/promises';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { CellContext } from '../../../../kernel/engine/context/cell-context.js';
import { followInterfaces, followQuestions } from '../../../../kernel/engine/streams/readline-interfaces.js';

type Makers = Record<'Interface', new (...values: unknown[]) => readline.Interface>;
const [callbacks, promised] = [readline, promises] as unknown as readonly [Makers, Makers];

test('each interface that is made is met once, whoever makes it, until it is undone', () => {
  const { createInterface } = readline;
  const made: readline.Interface[] = [];
  const undo = followInterfaces((create) => {
    const lines = create();
    made.push(lines);
    return lines;
  });
  const options = () => ({ input: Readable.from([]) });
  class Mine extends callbacks.Interface {}
  const lines = [
    readline.createInterface(options()),
    readline.createInterface(Readable.from([])),
    new callbacks.Interface(options()),
    promises.createInterface(options()),
    new promised.Interface(Readable.from([])),
    new Mine(options()),
  ];
  assert.deepEqual(made, lines);
  assert.ok(lines[0] instanceof readline.Interface && lines[3] instanceof promises.Interface);
  assert.ok(lines[5] instanceof Mine);
  undo();
  assert.equal(readline.createInterface, createInterface);
  for (const one of [...lines, readline.createInterface(options())]) one.close();
  assert.equal(made.length, lines.length);
});

function cell(): CellContext & { ended: boolean } {
  return { id: 1, count: 1, source: '', allowStdin: true, ended: false };
}

test('a question of a cell that was interrupted does not take the answer to the next one', async () => {
  const input = new PassThrough();
  let current = cell();
  const lines = promises.createInterface({ input });
  followQuestions(
    lines as unknown as readline.Interface,
    () => current,
    () => {},
  );
  const lost = assert.rejects(lines.question('1? '), { name: 'AbortError' });
  current.ended = true;
  current = cell();
  const asked = lines.question('2? ', { signal: new AbortController().signal });
  input.write('two\n');
  assert.equal(await asked, 'two');
  await lost;
  const control = new AbortController();
  const aborted = assert.rejects(lines.question('3? ', { signal: control.signal }), { name: 'AbortError' });
  control.abort();
  await aborted;
  lines.close();
});

test('so it is with callbacks', async () => {
  const input = new PassThrough();
  let current = cell();
  const lines = readline.createInterface({ input });
  followQuestions(
    lines,
    () => current,
    () => assert.fail('nobody has a promise'),
  );
  const answers: string[] = [];
  lines.question('1? ', (answer) => answers.push(`1 ${answer}`));
  current.ended = true;
  current = cell();
  const asked = new Promise<string>((resolve) => lines.question('2? ', resolve));
  input.write('two\n');
  assert.equal(await asked, 'two');
  const third = promisify(lines.question).call(lines, '3? ');
  input.write('three\n');
  assert.equal(await third, 'three');
  assert.deepEqual(answers, []);
  lines.close();
});
