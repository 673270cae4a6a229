import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execute, readExecute } from '../../../../kernel/server/handlers/execute.js';
import { request, services } from '../../stub/services.js';

function bench(outcome: object) {
  const done: unknown[] = [];
  const typed: string[] = [];
  let count = 4;
  const parts = services({
    iopub: { publish: (type: string, content: object) => done.push([type, content]) },
    history: { add: (...entry: unknown[]) => done.push(['history', ...entry]) },
    inputs: { begin: () => done.push('inputs begin'), end: () => done.push('inputs end') },
    executions: {
      nextCount: () => ++count,
      get count() {
        return count;
      },
      begin: () => {},
      end: () => "'out'",
    },
    engine: {
      async execute(cell: object) {
        done.push(cell);
        return outcome;
      },
    },
    newCell: () => 9,
    show: () => {},
    types: {
      run(cell: { source: string }, run: () => unknown) {
        typed.push(cell.source);
        return run();
      },
    },
  });
  return { done, parts, typed };
}

const OK = { status: 'ok', userExpressions: { a: 1 }, payload: [2] };

test('shows the input, runs the cell, notes it, and answers', async () => {
  const { done, parts, typed } = bench(OK);
  const reply = await execute(request('execute_request', { code: 'x', allow_stdin: true }), parts);
  assert.deepEqual(typed, ['x']);
  await new Promise(setImmediate);
  assert.deepEqual(done, [
    ['execute_input', { code: 'x', execution_count: 5 }],
    'inputs begin',
    { cell: 9, count: 5, code: 'x', silent: false, userExpressions: {}, allowStdin: true },
    'inputs end',
    ['history', 5, 'x', "'out'"],
  ]);
  assert.deepEqual(reply, { status: 'ok', execution_count: 5, user_expressions: { a: 1 }, payload: [2] });
});

test('a silent cell shows no input and is not noted; one that is not stored takes no number', async () => {
  for (const content of [
    { code: 'x', silent: true },
    { code: 'x', store_history: false },
  ]) {
    const { done, parts, typed } = bench(OK);
    const reply = await execute(request('execute_request', content), parts);
    assert.equal(typed.length, 'silent' in content ? 0 : 1);
    assert.equal('execution_count' in reply && reply.execution_count, 4);
    assert.ok(!done.some((one) => Array.isArray(one) && one[0] === 'history'));
    assert.equal(
      done.some((one) => Array.isArray(one) && one[0] === 'execute_input'),
      !('silent' in content),
    );
    assert.equal(parts.executions.count, 4);
  }
});

test('an error is answered with its parts', async () => {
  const error = { ename: 'E', evalue: 'no', traceback: ['E: no'] };
  const reply = await execute(
    request('execute_request', { code: 'x' }),
    bench({ status: 'error', error }).parts,
  );
  assert.deepEqual(reply, { status: 'error', execution_count: 5, ...error });
});

test('the defaults are those of the protocol', () => {
  assert.deepEqual(readExecute(request('execute_request', { code: '' })), {
    code: '',
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  });
});
