import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Codec } from '../../../kernel/protocol/codec.js';
import { Iopub } from '../../../kernel/server/iopub.js';
import { header } from '../stub/services.js';

function bench(send: () => Promise<void> = () => new Promise(setImmediate)) {
  const reader = new Codec({ key: '' });
  const sent: string[] = [];
  const full: boolean[] = [];
  let sending = 0;
  const iopub = new Iopub({
    codec: new Codec({ key: '' }),
    onFull: (one) => full.push(one),
    async send(frames) {
      assert.equal(++sending, 1, 'one send at a time');
      await send();
      sending--;
      const { header: own, content, parent_header } = reader.decode(frames);
      const what = own.msg_type === 'stream' ? `${content['name']}:${content['text']}` : own.msg_type;
      sent.push(`${parent_header.msg_id ?? '-'} ${what}`);
    },
  });
  return { iopub, sent, full };
}

const [a, b] = [header('x', 'a'), header('x', 'b')];

test('text is collected; what follows it does not overtake it', async () => {
  const { iopub, sent } = bench();
  iopub.stream(a, 'stdout', '1');
  iopub.stream(a, 'stdout', '2');
  iopub.stream(a, 'stderr', '3');
  iopub.stream(b, 'stderr', '4');
  iopub.publish('display_data', {}, a);
  iopub.stream(a, 'stdout', '5');
  iopub.status('idle', a);
  await iopub.flush();
  assert.deepEqual(sent, [
    'a stdout:12',
    'a stderr:3',
    'b stderr:4',
    'a display_data',
    'a stdout:5',
    'a status',
  ]);
});

test('text leaves by itself soon', async () => {
  const { iopub, sent } = bench();
  iopub.stream(a, 'stdout', 'alone');
  while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(sent, ['a stdout:alone']);
});

test('no line is lost and none changes its place under load', async () => {
  const { iopub, sent } = bench();
  let all = '';
  for (let i = 0; i < 20_000; i++) {
    all += `${i}\n`;
    iopub.stream(a, 'stdout', `${i}\n`);
    if (i % 1000 === 0) await new Promise(setImmediate);
  }
  iopub.status('idle', a);
  await iopub.flush();
  assert.equal(sent.at(-1), 'a status');
  assert.equal(
    sent
      .slice(0, -1)
      .map((one) => one.slice('a stdout:'.length))
      .join(''),
    all,
  );
  assert.ok(sent.length < 500);
});

test('a receiver that cannot keep up is told, once each way', async () => {
  const { iopub, full } = bench();
  for (let i = 0; i < 20; i++) iopub.stream(a, 'stdout', 'x'.repeat(1 << 20));
  await Promise.resolve();
  assert.deepEqual(full, [true]);
  await iopub.flush();
  assert.deepEqual(full, [true, false]);
});

test('a subscription is welcomed', async () => {
  const { iopub, sent } = bench();
  iopub.welcome(Buffer.from('topic'));
  await iopub.flush();
  assert.deepEqual(sent, ['- iopub_welcome']);
});
