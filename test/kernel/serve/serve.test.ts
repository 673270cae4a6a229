import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { layers, Sequential, tf } from '../../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-serve-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('cellgrad serve answers with what the model predicts, and ends when told to', async () => {
  const model = new Sequential([new layers.Dense({ units: 2, activation: 'softmax', inputShape: [3] })]);
  const path = join(folder, 'm.keras');
  await model.save(path);
  const cli = fileURLToPath(new URL('../../../kernel/cli.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', cli, 'serve', path, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (part: Buffer) => {
      const found = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(String(part))?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const response = await fetch(`${url}/predict`, { method: 'POST', body: '{"inputs": [[1, 2, 3]]}' });
  const { outputs } = (await response.json()) as { outputs: number[][] };
  const [wanted] = (await model.predict(tf.tensor([[1, 2, 3]])).array()) as number[][];
  for (const [i, value] of outputs[0]!.entries()) assert.ok(Math.abs(value - wanted![i]!) < 1e-6);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});
