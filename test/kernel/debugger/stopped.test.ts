import assert from 'node:assert/strict';
import type { Debugger } from 'node:inspector';
import { test } from 'node:test';
import { CellFiles } from '../../../kernel/debugger/cell-files.js';
import { Scripts } from '../../../kernel/debugger/scripts.js';
import { Stopped } from '../../../kernel/debugger/stopped.js';
import { fakeInspector } from '../stub/fake-inspector.js';

function call(
  scriptId: string,
  lineNumber: number,
  functionName: string,
  begins: number,
): Debugger.CallFrame {
  return {
    callFrameId: `call ${functionName}`,
    functionName,
    url: '',
    location: { scriptId, lineNumber, columnNumber: 0 },
    functionLocation: { scriptId, lineNumber: 0, columnNumber: begins },
    scopeChain: [
      { type: 'local', object: { type: 'object', objectId: `local ${functionName}` } },
      { type: 'global', object: { type: 'object', objectId: 'global' } },
    ],
    this: { type: 'undefined' },
  };
}

async function stopped() {
  const variable = (name: string) => ({ name, value: '1', type: 'number', variablesReference: 0 });
  const { inspector, asked } = fakeInspector({
    codes: (files: string[]) => files.map(() => 'code'),
    locate: (places: [string, number, number][]) => places.map(([, line, column]) => [line, column]),
    names: () => ['own'],
    evaluate: () => 'readers',
    locals: () => [variable('own')],
    globals: () => ['own', 'shared', 'third'].map(variable),
    children: (reference: number) => [variable(`child of ${reference}`)],
  });
  const scripts = new Scripts(inspector, new CellFiles(1));
  await scripts.add({ scriptId: '1', url: 'file:///n/Cell%203.ts' });
  const callFrames = [call('1', 4, 'f', 40), call('9', 1, 'library', 40), call('1', 8, '', 9)];
  const it = await Stopped.read(inspector, scripts, { callFrames, reason: 'other' }, 2);
  return { it, asked };
}

test("the user's frames are told, the cell's own by its number", async () => {
  const { it } = await stopped();
  assert.ok(it.isAtUserCode);
  assert.deepEqual(
    it.frames.map(({ id, name, line, isCellBody }) => [id, name, line, isCellBody]),
    [
      [2001, 'f', 5, false],
      [2002, 'Cell 3', 9, true],
    ],
  );
  assert.throws(() => it.frame(1001), /expected the id of a frame; received 1001/);
});

test('a function has its own variables; a cell those of the session, too', async () => {
  const { it, asked } = await stopped();
  const names = async (reference: number, ...page: number[]) =>
    (await it.variables(reference, ...page)).map(({ name }) => name);
  const [locals, globals] = it.scopes(2001).map(({ variablesReference }) => variablesReference);
  assert.deepEqual(await names(locals!), ['own']);
  assert.deepEqual(asked.find(([name]) => name === 'evaluate')?.[1], '({ "own": () => own })');
  assert.deepEqual(await names(globals!, 1, 1), ['shared']);
  const [body] = it.scopes(2002);
  assert.deepEqual(await names(body!.variablesReference), ['own', 'shared', 'third']);
  assert.deepEqual(await names(1_000_001), ['child of 1000001']);
});
