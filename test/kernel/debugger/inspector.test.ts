import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DebugError, Inspector, RemoteValue } from '../../../kernel/debugger/inspector.js';

/** An inspector whose target has the id `t`, and what it was asked. */
function inspectorThat(answer: (method: string) => unknown) {
  const asked: { method: string; params: Record<string, unknown> }[] = [];
  const inspector = new Inspector(async (method, params) => {
    asked.push({ method, params: params as Record<string, unknown> });
    return method === 'Runtime.evaluate'
      ? { result: { result: { type: 'object', objectId: 't' } } }
      : answer(method);
  });
  return { inspector, asked };
}

test('a method of the target is called on the object that was found once', async () => {
  const { inspector, asked } = inspectorThat(() => ({ result: { result: { type: 'number', value: 7 } } }));
  const value = new RemoteValue({ type: 'object', objectId: 'v' });
  await inspector.call('define', 'name', value);
  await inspector.call('define', 'name', new RemoteValue({ type: 'number', unserializableValue: 'NaN' }));
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['Runtime.evaluate', 'Runtime.callFunctionOn', 'Runtime.callFunctionOn'],
  );
  assert.equal(asked[1]!.params['objectId'], 't');
  assert.deepEqual(asked[1]!.params['arguments'], [
    { value: 'define' },
    { value: 'name' },
    { objectId: 'v' },
  ]);
  assert.deepEqual((asked[2]!.params['arguments'] as unknown[])[2], { unserializableValue: 'NaN' });
  inspector.reset();
  await inspector.call('clear');
  assert.equal(asked[3]!.method, 'Runtime.evaluate');
});

test('refusals, silence and exceptions are errors in words', async () => {
  const refusing = inspectorThat(() => ({ error: 'no such script' })).inspector;
  await assert.rejects(refusing.post('Debugger.x'), new DebugError('Debugger.x: no such script'));
  const silent = inspectorThat(() => undefined).inspector;
  await assert.rejects(silent.post('Debugger.x'), /the engine does not answer/);
  const exceptionDetails = { text: 'Uncaught', exception: { description: 'TypeError: no\n    at eval' } };
  const throwing = inspectorThat(() => ({
    result: { result: { type: 'object' }, exceptionDetails },
  })).inspector;
  await assert.rejects(throwing.evaluate('x', 'frame'), new DebugError('TypeError: no'));
});
