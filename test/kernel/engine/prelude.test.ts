import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Shield } from '../../../kernel/engine/interrupts/shield.js';
import { createSignals, SIGNAL } from '../../../kernel/engine/interrupts/signals.js';
import { Prelude } from '../../../kernel/engine/prelude.js';
import { Bench } from './harness.js';

/** A session whose library is a stand-in that counts how often it is loaded. */
async function withLibrary(
  use: (bench: Bench, loads: () => number) => Promise<void>,
  library: Record<string, unknown> = {
    tf: { version: 1 },
    metrics: { kind: 'metrics' },
    layers: { kind: 'layers' },
  },
): Promise<void> {
  let loads = 0;
  const bench = new Bench({
    library: async () => {
      loads += 1;
      return library;
    },
  });
  try {
    await use(bench, () => loads);
  } finally {
    bench.close();
  }
}

test('a cell that names a global waits for the library, others do not', () =>
  withLibrary(async (bench, loads) => {
    await bench.run('const a = { tf: 1, metrics: 2 }; a.tf; ({ layers: 3 }).layers');
    assert.equal(loads(), 0);
    assert.equal((await bench.run('function later() { return tf.version } 1')).text, '1');
    assert.equal(loads(), 1);
    assert.equal((await bench.run('later() + tf.version')).text, '2');
    assert.equal(loads(), 1);
  }));

test('a cell’s own declaration hides a global without loading the library, before and after', () =>
  withLibrary(async (bench, loads) => {
    assert.equal((await bench.run("const metrics = ['accuracy']; metrics")).text, "[ 'accuracy' ]");
    assert.equal((await bench.run('metrics.length')).text, '1');
    assert.equal(loads(), 0);
    assert.equal((await bench.run('layers.kind')).text, "'layers'");
    assert.equal((await bench.run('metrics')).text, "[ 'accuracy' ]");
    assert.equal((await bench.run('let layers = 5; layers')).text, '5');
    assert.equal((await bench.run('const tf = await Promise.resolve(7); tf')).text, '7');
  }));

test('reset brings the globals back and forgets the rest', () =>
  withLibrary(async (bench) => {
    await bench.run("const metrics = 1, mine = 2, URL = 'x'; tf.version");
    bench.session.reset();
    assert.equal(
      (await bench.run('[metrics, typeof mine, URL.name]')).text,
      "[ { kind: 'metrics' }, 'undefined', 'URL' ]",
    );
    await bench.run('tf = 9');
    bench.session.reset();
    assert.equal((await bench.run('tf.version')).text, '1');
  }));

test('reset before the library is loaded leaves the globals to be loaded', () =>
  withLibrary(async (bench, loads) => {
    await bench.run('const layers = 1');
    bench.session.reset();
    assert.equal(loads(), 0);
    assert.equal((await bench.run('layers.kind')).text, "'layers'");
  }));

test('the library is loaded while nothing runs', () =>
  withLibrary(async (bench, loads) => {
    bench.session.idle();
    bench.session.idle();
    assert.equal(loads(), 1);
    assert.equal((await bench.run('tf.version')).text, '1');
    assert.equal(loads(), 1);
  }));

test('a library that fails to load fails the cell that needs it, and is tried again', async () => {
  let fails = true;
  const bench = new Bench({
    library: async () => {
      if (fails) throw new Error('no backend');
      return { tf: 1 };
    },
  });
  try {
    bench.session.idle();
    assert.equal((await bench.run('tf')).error, 'Error: no backend');
    fails = false;
    assert.equal((await bench.run('tf')).text, '1');
  } finally {
    bench.close();
  }
});

test('while the library loads nothing may be terminated and no cell begins', async () => {
  const signals = createSignals();
  const isUp = () => Atomics.load(signals, SIGNAL.SHIELD) === 1;
  let finish: (library: Record<string, unknown>) => void = () => undefined;
  const prelude = new Prelude(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
    new Shield(signals),
  );
  const own = new Set<string>();
  assert.equal(prelude.busy, undefined);
  const loading = prelude.load(own);
  assert.equal(prelude.load(own), loading);
  assert.ok(isUp());
  assert.ok(prelude.busy);
  finish({});
  await loading;
  assert.ok(!isUp());
  assert.equal(prelude.busy, undefined);
});
