import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callContext, inCall } from '../../../src/layers/call-context.js';

it('the context of a call is there inside it, and the one before afterwards', () => {
  const [outer, inner] = [{ name: 'outer' }, { name: 'inner' }];
  assert.equal(callContext(), null);
  const given = inCall(outer, true, true, () => {
    inCall(inner, undefined, false, () => {
      assert.deepEqual(callContext(), {
        owner: inner,
        training: undefined,
        calling: false,
        path: 'outer/inner',
      });
    });
    assert.equal(callContext()?.owner, outer);
    // A call while the same layer is built is no place of its own in the path.
    inCall(outer, true, true, () => assert.equal(callContext()?.path, 'outer'));
    return 7;
  });
  assert.equal(given, 7);
  assert.equal(callContext(), null);
});

it('an error does not leave its context behind', () => {
  assert.throws(() => inCall({ name: 'broken' }, true, true, () => assert.fail('inside')), /inside/);
  assert.equal(callContext(), null);
});
