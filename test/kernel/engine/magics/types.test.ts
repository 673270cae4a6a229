import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%types passes the mode on, asks without one, and refuses others', () =>
  withSession(async (bench) => {
    for (const line of ['%types show', '%types', '%types  stop ', '%types off']) await bench.run(line);
    assert.deepEqual(bench.modes, ['show', undefined, 'stop', 'off']);
    const { outcome } = await bench.run('%types on');
    assert.equal(outcome.status, 'error');
    assert.match(JSON.stringify(outcome), /%types: expected off, show, stop or nothing; received on/);
    assert.equal(bench.modes.length, 4);
  }));
