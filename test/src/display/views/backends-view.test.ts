import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BackendStatusLike,
  backendsView,
  isBackendStatus,
} from '../../../../src/display/views/backends-view.js';
import { assertGolden, widest } from '../golden.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

const STATUS: BackendStatusLike = {
  rows: [
    { name: 'cuda', state: 'absent', why: 'no NVIDIA driver was found', fix: 'install the driver' },
    { name: 'wasm', state: 'in use', why: 'SIMD, 2 threads' },
    { name: 'cpu', state: 'ready', why: 'plain JavaScript' },
  ],
  current: 'wasm',
  reason: 'the first of cuda, native, webgpu, wasm, cpu that works',
  tensors: 214,
  bytes: 40_055_603,
};

test('as its golden files', () => {
  const view = backendsView(STATUS);
  assertSurvivesSanitizer(view.toHtml());
  assertGolden('backends.html', view.toHtml());
  assert.ok(widest(view.toText(80)) <= 80);
  assertGolden('backends.txt', view.toText(80));
});

test('one that was asked for by name, none in use', () => {
  assert.match(
    backendsView({ ...STATUS, reason: 'asked for by name' }).toHtml(),
    /is in use <[^>]*>asked for by name; 214/,
  );
  const none = backendsView({ ...STATUS, current: undefined, reason: 'foo is absent' });
  assert.match(none.toHtml(), /<b>No backend<\/b> is in use <[^>]*>foo is absent; 214/);
  assert.match(none.toText(80), /^no backend is in use \(foo is absent\)/);
});

test('knows a status by what it has', () => {
  assert.ok(isBackendStatus(STATUS));
  for (const value of [null, {}, { rows: [] }, { ...STATUS, rows: [{ name: 'x', state: 'odd' }] }]) {
    assert.ok(!isBackendStatus(value));
  }
});
