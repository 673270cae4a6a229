import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%%html and %%markdown show the cell', () =>
  withSession(async (bench) => {
    const [html] = (await bench.run('%%html\n<b>x</b>')).displays;
    assert.deepEqual(html?.kind === 'display' && html.data, {
      'text/html': '<b>x</b>',
      'text/plain': '<b>x</b>',
    });
    const [markdown] = (await bench.run('%%markdown\n# x')).displays;
    assert.deepEqual(markdown?.kind === 'display' && markdown.data, {
      'text/markdown': '# x',
      'text/plain': '# x',
    });
    assert.match((await bench.run('%%html x\ny')).error ?? '', /expected nothing on its line/);
  }));
