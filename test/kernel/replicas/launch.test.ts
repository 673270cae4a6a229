import assert from 'node:assert/strict';
import { it } from 'node:test';
import { launch } from '../../../kernel/replicas/launch.js';

const given = { replicas: 2, args: [], restarts: 0, signal: new AbortController().signal };

it('launch refuses what it cannot run on replicas', async () => {
  await assert.rejects(launch({ ...given, file: 'train.py' }), /expected a script.*received train\.py/);
  await assert.rejects(launch({ ...given, file: 'no.ts' }), /no\.ts: expected a script.*no such file/);
  await assert.rejects(
    launch({ ...given, file: 'a.ipynb', args: ['b'] }),
    /arguments and hosts are for scripts/,
  );
});
