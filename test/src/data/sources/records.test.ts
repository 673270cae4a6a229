import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import type { HostTensor } from '../../../../src/data/host-tensor.js';
import { records } from '../../../../src/data/sources/records.js';
import { frameRecord } from '../../../../src/support/tf-record.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-records-'));
after(() => rmSync(folder, { recursive: true }));

const parts = (element: unknown) => {
  const { values, shape, dtype } = element as HostTensor;
  return [values, shape, dtype];
};

describe('records of a file', () => {
  it('wait only where the next bytes are not there yet', async () => {
    const path = join(folder, 'a');
    writeFileSync(path, deflateSync(Buffer.concat(['a', 'b'].map((text) => frameRecord(Buffer.from(text))))));
    const stream = records(path, 'ZLIB', undefined).open();
    const first = stream.next();
    assert.ok(first instanceof Promise);
    assert.deepEqual(parts(await first), [[Buffer.from('a')], [], 'string']);
    const second = stream.next();
    assert.ok(!(second instanceof Promise));
    assert.deepEqual(parts(second), [[Buffer.from('b')], [], 'string']);
    assert.equal(await stream.next(), null);
    await stream.close?.();
  });
});
