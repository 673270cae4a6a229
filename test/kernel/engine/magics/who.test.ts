import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%who lists variables with type and value, all or of some types', () =>
  withSession(async (bench) => {
    assert.equal((await bench.run('%who')).stdout, 'No variables.\n');
    await bench.run(
      'const num = 1, text = "a", list = [1, 2], URL = null; class Own {}; let made = new Own()',
    );
    assert.equal(
      (await bench.run('%who')).stdout,
      [
        'Own   function  [class Own]',
        'URL   null      null',
        'list  Array     [ 1, 2 ]',
        'made  Own       Own {}',
        'num   number    1',
        "text  string    'a'",
        '',
      ].join('\n'),
    );
    assert.equal((await bench.run('%who Array number')).stdout, 'list  Array   [ 1, 2 ]\nnum   number  1\n');
  }));
