import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { typedPath, withoutQuotes } from '../../../../kernel/engine/magics/typed-path.js';

test('quotes are taken away, ~ is the home folder at the beginning alone', () => {
  for (const [typed, path] of [
    ['"two words.ts"', 'two words.ts'],
    ["'a'b", "'a'b"],
    ['~', homedir()],
    ['~/a.ts', `${homedir()}/a.ts`],
    ['"~/two words"', `${homedir()}/two words`],
    ['a~', 'a~'],
    ['~name', '~name'],
    ['', ''],
  ] as const)
    assert.equal(typedPath(typed), path, typed);
  assert.equal(withoutQuotes('"~"'), '~');
});
