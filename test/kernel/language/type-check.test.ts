import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { TypeCheck } from '../../../kernel/language/type-check.js';
import type { CellOutcome } from '../../../kernel/link.js';

const OK: CellOutcome = { status: 'ok', userExpressions: {}, payload: [] };
const WRONG = {
  ename: 'TypeCheckError',
  evalue: 'wrong',
  traceback: ['Cell 1, line 1: \x1b[1mwrong\x1b[0m'],
};

function bench(given: typeof WRONG | 'nothing' | 'unknown' | Promise<never> = WRONG) {
  const answer = given === 'nothing' ? undefined : given;
  const done: string[] = [];
  const language = {
    epoch: 0,
    check: async () => {
      done.push('check');
      return answer;
    },
    note: (source: string) => void done.push(`note ${source}`),
  };
  const types = new TypeCheck(language);
  const run = (outcome: CellOutcome = OK) =>
    types.run(
      {
        id: 1,
        count: 1,
        source: 'x',
        show: (message) =>
          done.push(message.type === 'stream' ? stripVTControlCharacters(message.text) : message.type),
      },
      async () => {
        done.push('run');
        return outcome;
      },
    );
  return { done, types, run, language };
}

test('off: nothing is asked, and what ran is noted', async () => {
  const { done, types, run } = bench();
  assert.match(types.setMode(undefined), /not checked/);
  assert.equal(await run(), OK);
  assert.deepEqual(done, ['run', 'note x']);
});

test('show: the cell runs, and its errors come behind what it shows', async () => {
  const { done, types, run } = bench();
  assert.match(types.setMode('show'), /shown/);
  assert.equal(await run(), OK);
  assert.deepEqual(done, ['check', 'run', 'Cell 1, line 1: wrong\n', 'note x']);
});

test('show: a cell that failed has its own error', async () => {
  const { done, types, run } = bench();
  types.setMode('show');
  const failed: CellOutcome = { status: 'error', error: { ename: 'E', evalue: '', traceback: [] } };
  assert.equal(await run(failed), failed);
  assert.deepEqual(done, ['check', 'run', 'note x']);
});

test('stop: the cell does not run, and declares nothing', async () => {
  const { done, types, run } = bench();
  assert.match(types.setMode('stop'), /stop/);
  assert.deepEqual(await run(), { status: 'error', error: WRONG });
  assert.deepEqual(done, ['check', 'error']);
});

test('stop: a cell without errors runs', async () => {
  const { done, types, run } = bench('nothing');
  types.setMode('stop');
  assert.equal(await run(), OK);
  assert.deepEqual(done, ['check', 'run', 'note x']);
});

test('where nobody looked, that is said, and the cell runs', async () => {
  for (const mode of ['show', 'stop'] as const) {
    const { done, types, run } = bench('unknown');
    types.setMode(mode);
    assert.equal(await run(), OK);
    assert.match(done.join(' '), /^check run The types of this cell were not checked: .*note x$/s);
  }
});

test('stop: an interrupt ends the wait, and the cell does not run', async () => {
  const { done, types, run } = bench(new Promise<never>(() => {}));
  types.setMode('stop');
  const running = run();
  await new Promise(setImmediate);
  types.interrupt();
  const outcome = await running;
  const { ename, evalue } = outcome.status === 'error' ? outcome.error : assert.fail();
  assert.equal(`${ename}: ${evalue}`, 'KeyboardInterrupt: Interrupted.');
  assert.deepEqual(done, ['check', 'error']);
});

test('what did not begin, and what the engine took with it, is not noted', async () => {
  const { done, run, language } = bench();
  await run({ status: 'error', error: { ename: 'SyntaxError', evalue: '', traceback: [] } });
  const ending = run();
  language.epoch += 1;
  await ending;
  assert.deepEqual(done, ['run', 'run']);
});

test('the environment sets the mode, and another word is told', (context) => {
  const told = context.mock.method(process.stderr, 'write', () => true);
  const before = process.env['CELLGRAD_TYPES'];
  try {
    process.env['CELLGRAD_TYPES'] = 'stop';
    assert.match(new TypeCheck({} as never).setMode(undefined), /stop/);
    process.env['CELLGRAD_TYPES'] = 'yes';
    assert.match(new TypeCheck({} as never).setMode(undefined), /not checked/);
  } finally {
    if (before === undefined) delete process.env['CELLGRAD_TYPES'];
    else process.env['CELLGRAD_TYPES'] = before;
  }
  assert.match(String(told.mock.calls.at(-1)?.arguments[0]), /expected off, show, stop; received yes/);
});
