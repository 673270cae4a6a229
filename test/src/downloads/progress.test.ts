import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { type DisplayMessage, setSink } from '../../../src/display/sink.js';
import { showProgress, size } from '../../../src/downloads/progress.js';

afterEach(() => setSink(undefined));

function record(kind: 'notebook' | 'file'): DisplayMessage[] {
  const sent: DisplayMessage[] = [];
  setSink({ kind, columns: 80, send: (message) => void sent.push(message) });
  return sent;
}

const text = (message: DisplayMessage) => (message.kind === 'clear' ? '' : message.data['text/plain']);

test('one output in a notebook updates in place, at most four times a second', () => {
  const sent = record('notebook');
  let now = 0;
  const progress = showProgress('a&b.gz', () => now);
  for (now = 1000; now < 1100; now += 10) progress.update(now * 100, 200_000);
  now = 2000;
  progress.update(200_000, 200_000);
  progress.end('Downloaded a&b.gz');
  assert.deepEqual(sent.map(text), [
    'Downloading a&b.gz',
    'Downloading a&b.gz: 97.7 KiB of 195 KiB, 0 B/s (50 %)',
    'Downloading a&b.gz: 195 KiB of 195 KiB, 48.8 KiB/s (100 %)',
    'Downloaded a&b.gz',
  ]);
  assert.deepEqual(
    sent.map(({ kind }) => kind),
    ['display', 'update', 'update', 'update'],
  );
  const ids = new Set(sent.map((message) => (message.kind === 'clear' ? '' : message.id)));
  assert.equal(ids.size, 1);
  const html = sent[1]!.kind === 'update' ? String(sent[1]!.data['text/html']) : '';
  assert.match(html, /a&#38;b\.gz/);
  assert.match(html, /<progress value="50" max="100"/);
});

test('outside a notebook there is a line at the start and one at the end', () => {
  const sent = record('file');
  const progress = showProgress('x');
  progress.update(1, 2);
  progress.end('done');
  assert.deepEqual(sent.map(text), ['Downloading x', 'done']);
});

test('bytes with three digits', () => {
  assert.deepEqual([0, 999, 1024, 9_912_422, 5e9].map(size), [
    '0 B',
    '999 B',
    '1 KiB',
    '9.45 MiB',
    '4.66 GiB',
  ]);
});
