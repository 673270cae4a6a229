import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Saveable, type SavedPart, savedParts, savedPlaces } from '../../../src/saving/saveable.js';

function thing(className: string, fields: object = {}, first?: string): Saveable {
  const parts = savedParts(fields) as Record<string, SavedPart>;
  return { name: 'n', className, savedState: () => ({ variables: [], parts, first }) };
}

describe('where a file has the parts of an object', () => {
  it('is the attribute in snake case, in lists the class and a counter, private ones last, shared ones once', () => {
    const shared = thing('Dense');
    const root = thing('Own', {
      zedLayer: shared,
      _hidden: thing('Dense'),
      blocks: [thing('Dense'), shared, thing('MultiHeadAttention'), thing('Dense')],
      nested: [[thing('Dense')], { a: thing('GRU') }],
      map: new Map([['x', thing('Dense')]]),
      number: 3,
      nothing: null,
    });
    assert.deepEqual(
      savedPlaces(root).map(({ path }) => path),
      [
        '',
        'blocks/dense',
        'blocks/dense_1',
        'blocks/multi_head_attention',
        'blocks/dense_2',
        'map/dense',
        'nested/container/dense',
        'nested/container_1/gru',
        '_hidden',
      ],
    );
  });

  it('begins with the layers of a functional model', () => {
    const root = thing('Functional', { alpha: thing('Dense'), layers: [thing('Dense')] }, 'layers');
    assert.deepEqual(
      savedPlaces(root).map(({ path }) => path),
      ['', 'layers/dense', 'alpha'],
    );
  });
});
