import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeExit } from '../../../kernel/server/engine-exit.js';

const end = (code: number | null, signal: NodeJS.Signals | null, lastWords = '') => ({
  code,
  signal,
  lastWords,
});

test('says how it ended, why, what is lost, and what to do', () => {
  const { ename, evalue, traceback } = describeExit(end(null, 'SIGSEGV'));
  assert.equal(ename, 'EngineDied');
  assert.match(evalue, /ended with signal SIGSEGV \(a native library .*segmentation fault\)\)\. .* are gone/);
  assert.match(traceback.join('\n'), /Fix: run the notebook again/);
});

test('memory that ran out has a name and a fix of its own', () => {
  const { ename, traceback } = describeExit(
    end(null, 'SIGABRT', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'),
  );
  assert.equal(ename, 'OutOfMemory');
  assert.match(traceback.join('\n'), /--max-old-space-size/);
});

test('an exit code is told', () => {
  assert.match(describeExit(end(7, null)).evalue, /ended with exit code 7\. /);
});

test('an engine that never started says so, with its last words', () => {
  const { evalue, traceback } = describeExit(end(1, null, 'Error: no such module\n'), false);
  assert.match(evalue, /did not start: it ended with exit code 1/);
  assert.match(traceback.join('\n'), /cellgrad doctor[\s\S]*no such module/);
  assert.match(
    describeExit(end(null, null, 'spawn ENOENT'), false).evalue,
    /before it started \(spawn ENOENT\)/,
  );
});
