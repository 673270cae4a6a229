import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostTensor } from '../../../../src/data/host-tensor.js';
import { receiveElement, sendElement } from '../../../../src/data/threads/sent-element.js';

it('elements go as copies, in their structure', () => {
  const memory = Float32Array.of(1, 2, 3, 4);
  const element = {
    list: [
      new HostTensor(memory.subarray(1, 3), [2], 'float32'),
      new HostTensor(['a', Buffer.of(1)], [2], 'string'),
    ],
    empty: [],
    tensor: { tensor: new HostTensor(Uint8Array.of(1), [], 'bool') },
  };
  const transfer: ArrayBuffer[] = [];
  const sent = structuredClone(sendElement(element, transfer)!, { transfer });
  assert.deepEqual(
    transfer.map(({ byteLength }) => byteLength),
    [0, 0],
  );
  const found = receiveElement(sent) as typeof element;
  assert.deepEqual(found.list[0], new HostTensor(Float32Array.of(2, 3), [2], 'float32'));
  assert.deepEqual(found.list[0]!.values, Float32Array.of(2, 3));
  assert.deepEqual(found.list[1]!.values, ['a', Uint8Array.of(1)]);
  assert.deepEqual(found.tensor, element.tensor);
  assert.deepEqual([found.empty, [...memory]], [[], [1, 2, 3, 4]]);
  assert.equal(sendElement([{ not: 'a tensor' }] as never, []), undefined);
});
