import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveView } from '../../../../src/display/fit/live-view.js';
import { Throttle } from '../../../../src/display/fit/throttle.js';
import type { FitState } from '../../../../src/display/fit-data.js';
import { type DisplaySink, whenShown } from '../../../../src/display/sink.js';
import { dataOf, recordingSink } from '../recording-sink.js';
import { epochs, FINISHED, RUNNING } from '../sample-fit.js';

const VEGA = 'application/vnd.vegalite.v5+json';

/** A training of 12 epochs of 100 batches, 10 ms each. */
async function train() {
  const sink = recordingSink();
  let time = 0;
  const view = new LiveView(sink, new Throttle(() => time));
  for (let epoch = 0; epoch < 12; epoch++) {
    for (let batch = 0; batch <= 100; batch++, time += 10) {
      const state: FitState = {
        ...RUNNING,
        epochs: 12,
        done: epochs(epoch),
        current: { ...RUNNING.current!, epoch, batch, steps: 100 },
      };
      view.update(state);
    }
  }
  await view.finish(FINISHED);
  return { sent: sink.sent, seconds: time / 1000 };
}

test('two outputs, each updated in place, at most four times a second', async () => {
  const { sent, seconds } = await train();
  const shown = sent.filter(({ kind }) => kind === 'display') as { id: string }[];
  assert.equal(shown.length, 2);
  const [table, curves] = shown.map(({ id }) => id);
  const count = (id: string | undefined) =>
    sent.filter((message) => 'id' in message && message.id === id).length;
  assert.ok(count(table) / seconds >= 2 && count(table) / seconds <= 4, `${count(table)} in ${seconds} s`);
  // The curves change with an epoch: one picture each, then the last with its pictures.
  assert.ok(count(curves) <= 14, `${count(curves)} curves`);
  assert.ok(sent.every((message) => message.kind !== 'clear'));
});

test('the table comes first, before the first batch is done', async () => {
  const { sent } = await train();
  assert.ok('text/html' in dataOf(sent[0]));
  assert.match(String(dataOf(sent[0])['text/html']), /starting/);
});

test('while it runs the table carries what it says should the process die', async () => {
  const { sent } = await train();
  const tables = sent.filter((message) => 'text/html' in dataOf(message));
  const wills = tables.map((message) => 'ifLost' in message && message.ifLost?.['text/html']);
  for (const will of wills.slice(0, -1)) assert.match(String(will), /<b>Broken off<\/b>/);
  assert.equal(wills.at(-1), false);
});

test('curves are charts with a clear pixel while they are live, with pictures at the end', async () => {
  const { sent } = await train();
  const curves = sent.map(dataOf).filter((data) => VEGA in data);
  for (const data of curves.slice(0, -1)) {
    assert.ok(!('text/html' in data));
    assert.ok(String(data['image/png']).length < 200);
  }
  const last = curves.at(-1)!;
  assert.deepEqual(Object.keys(last), [VEGA, 'image/svg+xml', 'image/png', 'text/plain']);
  assert.ok(String(last['image/png']).length > 10_000);
});

test('an interrupted cell that does not wait for its fit waits for the curves', async () => {
  const sink = recordingSink();
  const view = new LiveView(sink, new Throttle(() => 0));
  void view.finish({ ...FINISHED, outcome: { state: 'interrupted' } });
  await whenShown();
  assert.ok('image/svg+xml' in dataOf(sink.sent.at(-1)));
});

test('ten thousand epochs: what goes out at an update and what is saved stay small', async () => {
  const sink = recordingSink();
  const view = new LiveView(sink, new Throttle(() => 0));
  const rows = epochs(18);
  const done = Array.from({ length: 10_000 }, (_, epoch) => ({ ...rows[epoch % 18]!, epoch }));
  view.update({ ...RUNNING, epochs: 10_001, done, current: null });
  await view.finish({ ...FINISHED, epochs: 10_000, done });
  const sizes = sink.sent.map((message) => JSON.stringify(message).length);
  assert.equal(sizes.length, 5);
  assert.ok(sizes[0]! < 40e3 && sizes[1]! < 40e3, `live: ${sizes}`);
  assert.ok(sizes[2]! < 250e3 && sizes[4]! < 500e3, `saved: ${sizes}`);
  assert.match(String(dataOf(sink.sent[2])['text/html']), />9,99\d more epochs, one of 50 shown/);
  const spec = dataOf(sink.sent[4])[VEGA] as { data: { values: string } };
  assert.match(spec.data.values, /\n10000,/);
});

test('the last table is the finished one', async () => {
  const { sent } = await train();
  const tables = sent.map(dataOf).filter((data) => 'text/html' in data);
  assert.match(String(tables.at(-1)?.['text/html']), /<b>Finished<\/b>/);
});

test('stopped before an epoch is over: a table and no curves', async () => {
  const sink = recordingSink();
  const view = new LiveView(sink, new Throttle(() => 0));
  await view.finish({ ...RUNNING, done: [], outcome: { state: 'interrupted' } });
  assert.equal(sink.sent.length, 1);
});

test('a stop button above the table where the front end has widgets, gone at the end', async () => {
  const sink = recordingSink();
  const log: string[] = [];
  let press = () => {};
  const data = { widget: 'here' };
  const over = { widget: 'gone' };
  const control: DisplaySink['control'] = (label, onPress) => {
    press = onPress;
    log.push(label);
    return { data, over, show: (html) => log.push(html.slice(0, 4)), close: () => log.push('closed') };
  };
  const view = new LiveView({ ...sink, control }, new Throttle(() => 0), () => log.push('pressed'));
  view.update(RUNNING);
  assert.deepEqual(dataOf(sink.sent[0]), data);
  // A page without a kernel waits for the button for ever: while it is there, the table hides its place.
  assert.match(String(dataOf(sink.sent[1])['text/html']), /<style class="cellgrad-fit">/);
  press();
  await view.finish(FINISHED);
  const table = sink.sent.findLast((message) => 'text/html' in dataOf(message));
  assert.doesNotMatch(String(dataOf(table)['text/html']), /cellgrad-fit/);
  assert.deepEqual(log, ['Stop training', '<div', 'pressed', '<div', 'closed']);
  const id = (sink.sent[0] as { id: string }).id;
  const last = sink.sent.findLast((message) => 'id' in message && message.id === id);
  assert.deepEqual(dataOf(last), over);
});

test('training that fails before it began takes its button along', () => {
  const sink = recordingSink();
  let closed = 0;
  const control = () => ({ data: { a: 1 }, over: { a: 0 }, show: () => {}, close: () => void closed++ });
  const view = new LiveView({ ...sink, control }, new Throttle(() => 0), () => {});
  view.update(RUNNING);
  const failed: FitState = { ...RUNNING, outcome: { state: 'failed', message: 'no labels' } };
  view.abandon(failed);
  view.abandon(failed);
  assert.equal(closed, 1);
  const ended = sink.sent.map(dataOf);
  assert.ok(ended.some((data) => 'a' in data && data['a'] === 0));
  // The table says so too: it would seem to begin for ever.
  assert.match(String(ended.at(-1)?.['text/plain']), /no labels/);
});
