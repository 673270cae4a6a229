import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Wire } from '../../../src/support/wire.js';
import { readIntegers, readWire } from '../../../src/support/wire-reader.js';

describe('fields of messages', () => {
  it('are those that were written', () => {
    const bytes = new Wire()
      .integer(1, 2 ** 40)
      .float(2, 1)
      .double(3, 1)
      .bytes(200, 'text')
      .finish();
    const found = [...readWire(bytes)].map(({ field, value }) => [
      field,
      typeof value === 'bigint' ? value : Buffer.from(value).toString('hex'),
    ]);
    assert.deepEqual(found, [
      [1, 2n ** 40n],
      [2, '0000803f'],
      [3, '000000000000f03f'],
      [200, '74657874'],
    ]);
  });

  it('integers keep their signs', () => {
    const values = [0n, 127n, 128n, -1n, 2n ** 62n, -(2n ** 63n), 2n ** 28n, 2n ** 27n];
    const [field] = [...readWire(new Wire().integers(4, values).finish())];
    assert.deepEqual(readIntegers(field?.value as Uint8Array), values);
  });

  it('damage is an error', () => {
    for (const [bytes, why] of [
      [[0x08], /an integer ends behind the message/],
      [[0x12, 5, 1], /a value of 5 bytes ends behind/],
      [[0x0b], /unknown type 3/],
      [[0x00, 1], /number 0/],
      [new Array(12).fill(0xff), /more than ten bytes/],
    ] as const)
      assert.throws(() => [...readWire(Uint8Array.from(bytes))], why);
  });
});
