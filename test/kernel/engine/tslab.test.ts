import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from './harness.js';

test('a notebook written for tslab shows through our display', () =>
  withSession(async (bench) => {
    const first = await bench.run("import * as tslab from 'tslab'; tslab.display.html('<b>bold</b>');");
    assert.equal(first.error, undefined);
    assert.equal(first.displays[0]?.kind, 'display');
    const [shown] = first.displays;
    assert.deepEqual(shown?.kind === 'display' && shown.data['text/html'], '<b>bold</b>');
    const later = await bench.run("tslab.display.markdown('*x*')");
    assert.equal(later.error, undefined);
    assert.equal(later.displays.length, 1);
  }));

test('every call of tslab’s display, its versions, and an output that is overwritten', () =>
  withSession(async (bench) => {
    const { error, displays } = await bench.run(`
      import * as tslab from 'tslab';
      const kinds = ['javascript', 'html', 'markdown', 'latex', 'svg', 'text'] as const;
      for (const kind of kinds) tslab.display[kind](kind);
      for (const kind of ['png', 'jpeg', 'gif', 'pdf'] as const) tslab.display[kind](new Uint8Array([1, 2, 3]));
      tslab.display.raw('application/json', '{}');
      const own = tslab.newDisplay();
      for (let percent = 0; percent <= 100; percent += 50) own.text(\`progress: \${percent}%\`);`);
    assert.equal(error, undefined);
    const shown = displays.map((one) => ('data' in one ? Object.entries(one.data)[0] : undefined));
    assert.deepEqual(shown, [
      ['application/javascript', 'javascript'],
      ['text/html', 'html'],
      ['text/markdown', 'markdown'],
      ['text/latex', 'latex'],
      ['image/svg+xml', 'svg'],
      ['text/plain', 'text'],
      ['image/png', 'AQID'],
      ['image/jpeg', 'AQID'],
      ['image/gif', 'AQID'],
      ['application/pdf', 'AQID'],
      ['application/json', '{}'],
      ['text/plain', 'progress: 0%'],
      ['text/plain', 'progress: 50%'],
      ['text/plain', 'progress: 100%'],
    ]);
    assert.deepEqual(
      displays.slice(-3).map((one) => one.kind),
      ['display', 'update', 'update'],
    );
    const { text } = await bench.run('[typeof tslab.versions.tslab, tslab.versions.node]');
    assert.equal(text, `[ 'string', '${process.version}' ]`);
  }));

test('tslab’s notebooks in JavaScript require it', () =>
  withSession(async (bench) => {
    const { error, displays } = await bench.run(
      "const tslab = require('tslab');\ntslab.display.html('x');\ntslab.newDisplay().text(tslab.versions.node)",
    );
    assert.equal(error, undefined);
    assert.equal(displays.length, 2);
    const { text } = await bench.run("import again = require('tslab'); again.display === tslab.display");
    assert.equal(text, 'true');
    const library = await bench.run("const { Sequential: S } = require('cellgrad'); S === Sequential");
    assert.equal(library.text, 'true');
  }));
