import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FrontEnd, isIdle, kindsOf, replyOf, textOf } from '../stub/front-end.js';

let front: FrontEnd;
before(() => {
  front = new FrontEnd();
});
after(() => front.close());

test('starting is said once, first, and belongs to nobody', async () => {
  front.kernel.started();
  front.kernel.started();
  const first = await front.until(({ header }) => header.msg_type === 'status');
  assert.equal(first.content['execution_state'], 'starting');
  assert.deepEqual(first.parent_header, {});
  await front.answered(front.send('kernel_info_request'));
  assert.deepEqual(kindsOf(front.sent), ['starting', 'busy', 'kernel_info_reply', 'idle']);
});

test('a cell: busy, input, output, result, reply, idle, in this order', async () => {
  const id = front.execute('print("a"); print("b"); show({ "text/plain": "1" })');
  const messages = await front.answered(id);
  // On a slow machine the two texts leave one by one.
  const kinds = kindsOf(messages).filter((kind, at, all) => kind !== 'stream' || all[at - 1] !== 'stream');
  assert.deepEqual(kinds, ['busy', 'execute_input', 'stream', 'execute_result', 'execute_reply', 'idle']);
  assert.equal(textOf(messages), 'ab');
  const { content, identities, header } = replyOf(messages);
  assert.equal(content['status'], 'ok');
  assert.deepEqual([content['user_expressions'], content['payload']], [{}, []]);
  assert.equal(Buffer.from(identities[0]!).toString(), 'me');
  assert.equal(header.version, '5.4');
});

test('a reply goes where its request came from, a cell of the control channel too; null is an absent field', async () => {
  const id = front.send(
    'execute_request',
    { code: '0', user_expressions: null, stop_on_error: null },
    'control',
  );
  const { channel, content } = replyOf(await front.answered(id));
  assert.deepEqual([channel, content['status']], ['control', 'ok']);
});

test('the reply of a cell says when it began; that of a question does not', async () => {
  const cell = replyOf(await front.answered(front.execute('0')));
  assert.ok(Date.parse(String(cell.metadata['started'])) <= Date.parse(cell.header.date));
  assert.deepEqual(replyOf(await front.answered(front.send('kernel_info_request'))).metadata, {});
});

test('a comm message of the wrong form has no reply', async () => {
  assert.deepEqual(kindsOf(await front.answered(front.send('comm_msg', { data: {} }))), ['busy', 'idle']);
});

test('requests to the debugger are answered one after the other', async () => {
  const ids = ['debugInfo', 'nothing', 'debugInfo'].map((command, seq) =>
    front.send('debug_request', { type: 'request', seq, command, arguments: {} }, 'control'),
  );
  await Promise.all(ids.map((id) => front.answered(id)));
  const seen = front.sent.filter(({ parent_header }) => ids.includes(String(parent_header.msg_id)));
  assert.deepEqual(
    kindsOf(seen),
    ids.flatMap(() => ['busy', 'debug_reply', 'idle']),
  );
});

test('10,000 lines leave in few messages, all before idle', async () => {
  const messages = await front.answered(front.execute('for (let i = 0; i < 10000; i++) print(i + "\\n")'));
  assert.equal(textOf(messages), Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(''));
  assert.ok(messages.length < 1000, `${messages.length} messages`);
  assert.ok(isIdle(messages.at(-1)!));
});

test('output after the end of its cell goes to its cell', async () => {
  const first = front.execute('setTimeout(() => print("late"), 50); 0');
  await front.answered(first);
  const late = await front.until((message) => message.content['text'] === 'late');
  assert.equal(late.header.msg_type, 'stream');
});

test('cells are counted; silent ones and those that are not stored are not', async () => {
  const count = async (fields: object) => {
    const messages = await front.answered(front.execute('0', fields));
    return Number(replyOf(messages).content['execution_count']);
  };
  const first = await count({});
  assert.equal(await count({}), first + 1);
  await count({ silent: true });
  await count({ store_history: false });
  assert.equal(await count({}), first + 2);
});

test('a silent cell shows nothing', async () => {
  const messages = await front.answered(front.execute('print("x"); show({}); throw 1', { silent: true }));
  assert.deepEqual(kindsOf(messages), ['busy', 'execute_reply', 'idle']);
});

test('an error is shown, answered, and aborts what is queued', async () => {
  const ids = [front.execute('throw new RangeError("no")'), front.execute('0'), front.execute('1')];
  const [failed, ...aborted] = await Promise.all(ids.map((id) => front.answered(id)));
  assert.deepEqual(kindsOf(failed!), ['busy', 'execute_input', 'error', 'execute_reply', 'idle']);
  const { ename, evalue, traceback, status } = replyOf(failed!).content;
  assert.deepEqual([status, ename, evalue, traceback], ['error', 'RangeError', 'no', ['RangeError: no']]);
  for (const messages of aborted) {
    assert.deepEqual(kindsOf(messages), ['busy', 'execute_reply', 'idle']);
    assert.deepEqual(replyOf(messages).content, { status: 'aborted' });
  }
});

test('without stop_on_error the queue goes on', async () => {
  const failed = front.execute('throw 1', { stop_on_error: false });
  const next = front.execute('print("on")');
  await front.answered(failed);
  assert.equal(textOf(await front.answered(next)), 'on');
});

test('what is sent after the reply of a failed cell runs', async () => {
  const failed = front.execute('throw 1');
  await front.until(({ channel, parent_header }) => channel === 'shell' && parent_header.msg_id === failed);
  assert.equal(replyOf(await front.answered(front.execute('0'))).content['status'], 'ok');
});

test('questions are answered while a cell runs, and the status is busy again after them', async () => {
  const cell = front.execute('new Promise((resolve) => { globalThis.finish = resolve; print("waiting") })');
  await front.until((message) => message.content['text'] === 'waiting');
  const reply = await front.ask('complete_request', { code: 'ab', cursor_pos: 2 });
  assert.deepEqual(reply['matches'], ['ab!']);
  const again = await front.until(
    ({ content, parent_header }) => content['execution_state'] === 'busy' && !('msg_id' in parent_header),
  );
  assert.ok(isIdle(front.sent[front.sent.indexOf(again) - 1]!));
  assert.equal((await front.ask('kernel_info_request'))['status'], 'ok');
  front.kernel.interrupt();
  await front.answered(cell);
});

test('an interrupt ends the cell and what is queued', async () => {
  const cell = front.execute('print("stuck"); while (true) {}');
  await front.until((message) => message.content['text'] === 'stuck');
  const queued = front.execute('0');
  assert.deepEqual(await front.ask('interrupt_request', {}, 'control'), { status: 'ok' });
  assert.equal(replyOf(await front.answered(cell)).content['ename'], 'KeyboardInterrupt');
  assert.equal(replyOf(await front.answered(queued)).content['status'], 'aborted');
});

test('each front end gets its own replies; both hear the cells of both', async () => {
  const [a, b] = [front.execute('0', {}, 'ada'), front.execute('1', {}, 'ben')];
  const replies = [replyOf(await front.answered(a)), replyOf(await front.answered(b))];
  assert.deepEqual(
    replies.map(({ identities }) => Buffer.from(identities[0]!).toString()),
    ['ada', 'ben'],
  );
});

test('a question of a cell goes to the front end that runs it, and the answer to the cell', async () => {
  const cell = front.execute('input("name? ").then((name) => print(name))', { allow_stdin: true }, 'ben');
  const question = await front.until(({ channel }) => channel === 'stdin');
  assert.equal(question.header.msg_type, 'input_request');
  assert.deepEqual(question.content, { prompt: 'name? ', password: false });
  assert.equal(question.parent_header.msg_id, cell);
  assert.equal(Buffer.from(question.identities[0]!).toString(), 'ben');
  front.send('input_reply', { value: 'Ada' }, 'stdin', 'ben');
  assert.equal(textOf(await front.answered(cell)), 'Ada');
});

test('unknown requests get an error reply, other unknown messages busy and idle', async () => {
  const reply = await front.ask('nonsense_request');
  assert.deepEqual([reply['status'], reply['ename']], ['error', 'UnknownMessageType']);
  assert.deepEqual(kindsOf(await front.answered(front.send('nonsense'))), ['busy', 'idle']);
});

test('a request of the wrong form gets an error reply that says what was expected', async () => {
  const reply = await front.ask('complete_request', { code: 3 });
  assert.equal(reply['evalue'], 'complete_request: code: expected a string; received 3.');
  const cell = replyOf(await front.answered(front.execute(null as never))).content;
  assert.match(String(cell['evalue']), /execute_request: code: expected a string/);
});

test('garbage is dropped, and the kernel lives', async () => {
  for (const frames of [[], [Buffer.from('x')], [Buffer.from('<IDS|MSG>'), Buffer.alloc(3)]]) {
    front.kernel.receive('shell', frames);
  }
  front.send('input_reply', { value: 7 }, 'stdin');
  assert.equal((await front.ask('kernel_info_request'))['status'], 'ok');
});

test('a new subscription is welcomed', async () => {
  front.kernel.subscribed(new Uint8Array());
  const { content } = await front.until(({ header }) => header.msg_type === 'iopub_welcome');
  assert.deepEqual(content, { subscription: '' });
});

test('an engine that dies between cells is told at the next cell', async () => {
  await front.answered(front.execute('setTimeout(() => process.kill(process.pid, "SIGKILL"), 10); 0'));
  // Long enough for a loaded machine to end the process and to hear of it.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const messages = await front.answered(front.execute('0'));
  assert.match(textOf(messages, 'stderr'), /Variables and imports are gone/);
  assert.equal(textOf(await front.answered(front.execute('0')), 'stderr'), '');
});

test('shutdown answers, tells all front ends, fails the running cell, and ends', async () => {
  const last = new FrontEnd();
  const cell = last.execute('print("stuck"); while (true) {}');
  await last.until((message) => message.content['text'] === 'stuck');
  const id = last.send('shutdown_request', { restart: true }, 'control');
  await last.ended;
  const messages = last.of(id);
  assert.deepEqual(kindsOf(messages).sort(), ['busy', 'idle', 'shutdown_reply', 'shutdown_reply']);
  assert.deepEqual(replyOf(messages).content, { status: 'ok', restart: true });
  assert.equal(replyOf(last.of(cell)).content['ename'], 'EngineStopped');
});
