import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { LiveCharts } from '../../../kernel/server/live-charts.js';
import type { EngineMessage } from '../../../kernel/server/supervisor.js';

const VEGA = 'application/vnd.vegalite.v5+json';
const LIVE = { 'image/png': { width: 1, height: 1 } };

function chart(cell: number, id: string, title: string, metadata: Record<string, unknown> = LIVE) {
  const data = { [VEGA]: { title, mark: 'point', data: { values: [{}] } }, 'text/plain': title };
  const message: EngineMessage = { type: 'display', cell, message: { kind: 'update', id, data, metadata } };
  return message;
}

function watch() {
  const sent: EngineMessage[] = [];
  return { charts: new LiveCharts((message) => sent.push(message)), sent };
}

test('draws the last state of the charts of one cell, once', async () => {
  const { charts, sent } = watch();
  for (const title of ['old', 'new']) charts.note(chart(1, 'a', title));
  charts.note(chart(2, 'b', 'other'));
  await Promise.all([charts.complete(1), charts.complete(1)]);
  assert.equal(charts.complete(1), undefined);
  const [drawn, ...more] = sent;
  assert.ok(more.length === 0 && drawn?.type === 'display' && drawn.message.kind === 'update');
  assert.deepEqual([drawn.cell, drawn.message.id, drawn.message.data['text/plain']], [1, 'a', 'new']);
  assert.match(String(drawn.message.data['image/svg+xml']), />new</);
  assert.ok(charts.complete(), 'the other cell goes on');
});

test('leaves charts that have their picture, and those that are sent anew while it draws', async () => {
  const { charts, sent } = watch();
  charts.note(chart(1, 'a', 'live'));
  charts.note(chart(1, 'a', 'with its picture', { 'image/png': { width: 300, height: 200 } }));
  assert.equal(charts.complete(), undefined);
  charts.note(chart(1, 'b', 'live'));
  const drawn = charts.complete();
  charts.note(chart(1, 'b', 'later'));
  await drawn;
  assert.deepEqual(sent, []);
});

test('a chart that cannot be drawn keeps no empty picture', async () => {
  const { charts, sent } = watch();
  const error = mock.method(console, 'error', () => {});
  const data = { [VEGA]: { mark: 'nonsense' }, 'text/plain': 'chart' };
  charts.note({ type: 'display', cell: 3, message: { kind: 'display', id: 'a', data, metadata: LIVE } });
  await charts.complete();
  error.mock.restore();
  assert.match(String(error.mock.calls[0]?.arguments[0]), /has no picture/);
  const [drawn] = sent;
  assert.ok(drawn?.type === 'display' && drawn.message.kind === 'update');
  assert.deepEqual(Object.keys(drawn.message.data), [VEGA, 'text/plain']);
});
