import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { toBundle } from '../../../src/display/bundle.js';
import { display } from '../../../src/display/display.js';
import { setSink, whenShown } from '../../../src/display/sink.js';
import { dataOf, recordingSink } from './recording-sink.js';

let sink = recordingSink();
beforeEach(() => {
  sink = recordingSink();
  setSink(sink);
});
afterEach(() => {
  setSink(undefined);
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000200000003', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');

test('shows, updates in place, clears, in the order of the calls', () => {
  const first = display({ a: 1 });
  const second = display.html('<b>x</b>');
  first.update({ a: 2 });
  display.clear({ wait: true });
  display.clear();
  assert.deepEqual(sink.sent, [
    { kind: 'display', id: first.id, data: { 'text/plain': '{ a: 1 }' } },
    { kind: 'display', id: second.id, data: { 'text/html': '<b>x</b>', 'text/plain': 'x' } },
    { kind: 'update', id: first.id, data: { 'text/plain': '{ a: 2 }' } },
    { kind: 'clear', wait: true },
    { kind: 'clear', wait: false },
  ]);
  assert.notEqual(first.id, second.id);
});

test('an id of the caller', () => {
  assert.equal(display(1, { id: 'mine' }).id, 'mine');
  assert.equal(display.markdown('x', { id: 'other' }).id, 'other');
});

test('a handle as last value shows nothing', () => {
  const handle = display(1);
  assert.deepEqual(toBundle(handle), { data: {} });
  sink.sent.length = 0;
  display(handle);
  assert.deepEqual(sink.sent, []);
});

test('each kind of output', () => {
  const types = () => Object.keys(dataOf(sink.sent.at(-1)));
  display.markdown('# a');
  assert.deepEqual(types(), ['text/markdown', 'text/plain']);
  display.png(PNG);
  assert.deepEqual(types(), ['image/png', 'text/plain']);
  display.png(PNG.toString('base64'));
  assert.equal(dataOf(sink.sent.at(-1))['image/png'], PNG.toString('base64'));
  display.jpeg(JPEG);
  assert.deepEqual(types(), ['image/jpeg', 'text/plain']);
  display.latex('$x^2$');
  assert.deepEqual(types(), ['text/latex', 'text/plain']);
  display.raw({ 'application/x-mine': 1 });
  assert.deepEqual(types(), ['application/x-mine']);
  display.json({ a: [1] });
  assert.deepEqual(dataOf(sink.sent.at(-1))['application/json'], { a: [1] });
  display.json(3);
  assert.deepEqual(dataOf(sink.sent.at(-1))['application/json'], [3]);
});

test("a handle's update takes what the call took", () => {
  const handle = display.markdown('a');
  handle.update('b');
  assert.deepEqual(sink.sent.at(-1), {
    kind: 'update',
    id: handle.id,
    data: { 'text/markdown': 'b', 'text/plain': 'b' },
  });
});

test('a chart is shown at once; its picture follows as an update', async () => {
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    data: { values: [{ a: 1 }] },
    mark: 'bar',
    encoding: { x: { field: 'a', type: 'quantitative' } },
  };
  const handle = display.vega(spec);
  assert.equal(sink.sent.length, 1);
  await whenShown();
  assert.equal(sink.sent.length, 2);
  const last = sink.sent[1];
  assert.ok(last?.kind === 'update' && last.id === handle.id);
  const { data, metadata } = last;
  assert.deepEqual(Object.keys(data).sort(), [
    'application/vnd.vegalite.v5+json',
    'image/png',
    'image/svg+xml',
    'text/plain',
  ]);
  assert.ok((metadata!['image/png'] as { width: number }).width > 50);
});

test('an older picture does not overwrite a newer output', async () => {
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    mark: 'point',
    data: { values: [{}] },
  };
  const handle = display(spec);
  handle.update('newer');
  await whenShown();
  assert.equal(dataOf(sink.sent.at(-1))['text/plain'], "'newer'");
  assert.equal(sink.sent.length, 2);
});

test('a chart that is updated again and again is drawn at first and in the end', async () => {
  const sent: string[] = [];
  const chart = (n: number) => ({
    [Symbol.for('Jupyter.display')]: () => ({
      data: { 'text/plain': `${n}` },
      complete: async () => ({ data: { 'text/plain': `${n} drawn` } }),
    }),
  });
  const before = setSink({
    kind: 'notebook',
    columns: 80,
    send: (message) => sent.push(message.kind === 'clear' ? '' : String(message.data['text/plain'])),
  });
  try {
    const handle = display(chart(0));
    await whenShown();
    for (let n = 1; n <= 50; n++) {
      handle.update(chart(n));
      await Promise.resolve();
    }
    await whenShown();
    handle.update('text');
    await whenShown();
  } finally {
    setSink(before);
  }
  assert.deepEqual(
    sent.filter((text) => text.includes('drawn')),
    ['0 drawn', '50 drawn'],
  );
  assert.equal(sent.at(-1), "'text'");
});

test('an SVG gets a picture, which untrusted notebooks show', async () => {
  display.svg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>',
  );
  await whenShown();
  const last = sink.sent.at(-1);
  assert.ok(last?.kind === 'update');
  assert.deepEqual(last.metadata, { 'image/png': { width: 20, height: 10 } });
});

test('wrong input says what was expected', () => {
  assert.throws(() => display.html(1 as never), {
    name: 'ValueError',
    message: /display\.html: expected a string; received 1/,
  });
  assert.throws(() => display.png(JPEG), { name: 'ValueError', message: /expected the bytes of a PNG file/ });
  assert.throws(() => display.jpeg('no image'), { name: 'ValueError', message: /JPEG/ });
});

test('options that nobody would read are refused', () => {
  assert.throws(() => display(1, { name: 'x' } as never), { message: /^display: unknown option name/ });
  assert.throws(() => display.clear({ Wait: true } as never), {
    message: /display\.clear: unknown option Wait/,
  });
});

/** https://github.com/microsoft/vscode-notebook-renderers and VS Code's own renderers. */
const VS_CODE = new Set([
  ...['image/gif', 'image/png', 'image/jpeg', 'image/svg+xml', 'application/vnd.vega.v5+json'],
  ...['application/vnd.vegalite.v5+json', 'application/json', 'text/html', 'text/markdown', 'text/latex'],
  'text/plain',
]);

test('every kind of output has a form that VS Code documents, and text', async () => {
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    mark: 'point',
    data: { values: [] },
  };
  display.vega(spec);
  display.vega({ $schema: 'https://vega.github.io/schema/vega/v5.json' });
  display.svg('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>');
  display.png(PNG);
  display.jpeg(JPEG);
  display.json({ a: 1 });
  display.latex('$x$');
  display.markdown('x');
  display.html('x');
  await whenShown();
  for (const message of sink.sent) {
    const types = Object.keys(dataOf(message));
    assert.ok(types.includes('text/plain'), types.join());
    for (const type of types) assert.ok(VS_CODE.has(type), type);
  }
});

test('what cannot be shown is told', () => {
  assert.throws(() => display.raw(5 as never), /^ValueError: display.raw: expected an object/);
  assert.throws(
    () => display.json(undefined),
    /^ValueError: display.json: expected a value that JSON can carry/,
  );
  assert.throws(() => display.json({ a: 1n }), /^ValueError: display.json: .*BigInt/);
  assert.throws(() => display(1, { id: 5 as never }), /^ValueError: display.id: expected a string/);
});
