import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%npm installs into the notebook’s folder, shows progress, and the cell after it imports', () =>
  withSession(async (bench) => {
    // A package in a folder needs no registry.
    const source = join(bench.folder, 'source');
    mkdirSync(source);
    writeFileSync(
      join(source, 'package.json'),
      '{"name":"made-here","version":"1.0.0","type":"module","main":"a.js"}',
    );
    writeFileSync(join(source, 'a.js'), 'export const made = 7;');
    assert.match(
      (await bench.run("import { made } from 'made-here'; made")).error ?? '',
      /Cannot find package 'made-here'/,
    );
    const { error, displays } = await bench.run('%npm install ./source --offline');
    assert.equal(error, undefined);
    assert.ok(existsSync(join(bench.folder, 'node_modules', 'made-here')));
    const [first, last] = [displays[0], displays.at(-1)];
    assert.equal(first?.kind, 'display');
    assert.equal(last?.kind, 'update');
    assert.match(
      String(last?.kind === 'update' && last.data['text/plain']),
      /^npm install \.\/source --offline: \S+ s.*, done$/,
    );
    assert.equal((await bench.run("import { made } from 'made-here'; made")).text, '7');
  }));

test('what npm cannot do is an error with its words', () =>
  withSession(async (bench) => {
    const { error, stderr } = await bench.run('%npm install ./gone --offline');
    assert.equal(error, 'MagicError: %npm: npm ended with exit code 254');
    assert.match(stderr, /ENOENT/);
    assert.match((await bench.run('%npm')).error ?? '', /expected a command/);
  }));
