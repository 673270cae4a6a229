import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandIn } from '../../../../kernel/engine/magics/command.js';

const found = (line: string, source = line, begins = true) =>
  commandIn(line, source, begins, (name) => name === 'known');

test('commands', () => {
  for (const line of [
    '!ls',
    '!ls -la',
    '! pip install x',
    '!~/bin/go',
    '!./go',
    '!echo "a"',
    '!cat ../a',
    '!cat /etc/hosts',
  ])
    assert.equal(found(line), line.slice(1).trim());
});

test('TypeScript', () => {
  for (const line of [
    '!known',
    '!known.a',
    '!!a',
    '!f(x)',
    '!typeof x',
    '!this.a',
    '!tf',
    '!/a/.test(b)',
    'a',
  ])
    assert.equal(found(line), undefined, line);
});

test('what could be either is TypeScript where the cell has the word, and where a statement goes on', () => {
  assert.equal(found('!done', 'let done;\n!done'), undefined);
  assert.equal(found('!a instanceof B', 'let a;\n!a instanceof B'), undefined);
  assert.equal(found('!ls', 'f(\n!ls)', false), undefined);
  assert.equal(found('!git status', 'git\n!git status', false), 'git status');
});
