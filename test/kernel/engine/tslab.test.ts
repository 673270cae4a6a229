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
