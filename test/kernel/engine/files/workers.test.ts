import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from '../harness.js';

const ASK = `import { Worker } from 'node:worker_threads';
const ask = (worker: Worker) => new Promise((ok, no) => { worker.once('message', ok); worker.once('error', no) });`;

test('workers of cells: modules, text, TypeScript', () =>
  withSession(async (bench) => {
    const files = {
      'w.mjs':
        "import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData * 2);",
      'w.ts':
        "import { parentPort, workerData } from 'node:worker_threads';\nimport { k } from './k';\nenum E { A = 4 }\nparentPort!.postMessage((workerData * 2 + E.A + k) as number);",
      'k.ts': 'export const k: number = 100;',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(bench.folder, name), text);
    await bench.run(ASK);
    const plain = await bench.run(
      "const w = new Worker(new URL('./w.mjs', import.meta.url), { workerData: 4 }); const got = await ask(w); await w.terminate(); got",
    );
    assert.equal(plain.error ?? plain.text, '8');
    assert.equal(plain.stderr, '');
    const text = await bench.run(
      'await ask(new Worker(\'require("node:worker_threads").parentPort.postMessage(5)\', { eval: true }))',
    );
    assert.equal(text.error ?? text.text, '5');
    const typed = await bench.run(
      "await ask(new Worker(new URL('./w.ts', import.meta.url), { workerData: 4 }))",
    );
    assert.equal(typed.error ?? typed.text, '112');
    const failing = await bench.run(
      'await ask(new Worker(\'throw new RangeError("in the worker")\', { eval: true }))',
    );
    assert.equal(failing.error, 'RangeError: in the worker');
  }));
