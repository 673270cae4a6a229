import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listStage, listStream, mapCardinality } from '../../../src/data/stage.js';

describe('stages', () => {
  it('give a list once for each stream', () => {
    const stage = listStage('list', '', ['a', 'b']);
    for (const stream of [stage.open(), stage.open(), listStream(['a', 'b'])])
      assert.deepEqual([stream.next(), stream.next(), stream.next(), stream.next()], ['a', 'b', null, null]);
    assert.equal(stage.cardinality, 2);
  });
  it('keep an unknown cardinality unknown', () => {
    assert.equal(
      mapCardinality(null, (n) => n + 1),
      null,
    );
    assert.equal(
      mapCardinality(4, (n) => n + 1),
      5,
    );
  });
});
