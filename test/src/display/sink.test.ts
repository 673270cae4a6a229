import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { getSink, setSink, showLater, whenShown } from '../../../src/display/sink.js';
import { recordingSink } from './recording-sink.js';

afterEach(() => {
  setSink(undefined);
  mock.restoreAll();
});

test('the sink that was set, shared through a global symbol', () => {
  const sink = recordingSink();
  assert.equal(setSink(sink), undefined);
  assert.equal(getSink(), sink);
  assert.equal((globalThis as Record<symbol, unknown>)[Symbol.for('cellgrad.display.sink')], sink);
  assert.equal(setSink(undefined), sink);
  assert.notEqual(getSink(), sink);
});

test('standard output prints the text form and nothing else', () => {
  const write = mock.method(process.stdout, 'write', () => true);
  const sink = getSink();
  sink.send({ kind: 'display', data: { 'text/plain': 'hello', 'text/html': '<b>hello</b>' } });
  sink.send({ kind: 'clear', wait: false });
  sink.send({ kind: 'display', data: { 'image/png': '' } });
  const texts = write.mock.calls.map(({ arguments: [text] }) => text);
  mock.restoreAll();
  assert.deepEqual(texts, ['hello\n']);
  assert.ok(sink.columns > 0);
  assert.notEqual(sink.kind, 'notebook');
});

test('whenShown waits for pictures, and for those that they bring', async () => {
  const order: string[] = [];
  showLater(
    Promise.resolve().then(() => {
      showLater(Promise.resolve().then(() => void order.push('second')));
      order.push('first');
    }),
  );
  await whenShown();
  assert.deepEqual(order, ['first', 'second']);
  await whenShown();
});

test('an output that fails is reported, not thrown', async () => {
  const error = mock.method(console, 'error', () => {});
  showLater(Promise.reject(new Error('no font')));
  await whenShown();
  assert.match(String(error.mock.calls[0]?.arguments[0]), /could not be completed: no font/);
});
