import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import type { EngineOutput } from '../../../../kernel/engine/streams/output.js';
import { askUser, defineInput } from '../../../../kernel/engine/streams/user-input.js';

test('prompt and password ask for the cell that runs, and refuse when they cannot', async () => {
  const asked: unknown[] = [];
  const output = {
    inputRequest: async (...question: unknown[]) => {
      asked.push(question);
      return question[1] === 'end' ? '\x04' : 'typed';
    },
  };
  defineInput(askUser(output as unknown as EngineOutput, () => undefined));
  const { prompt, password } = globalThis as unknown as Record<
    'prompt' | 'password',
    (text?: string, initial?: string) => Promise<string>
  >;
  const cell: CellContext = { id: 3, count: 3, source: '', allowStdin: true, ended: false };
  assert.equal(await cellContext.run(cell, () => prompt('name')), 'typed');
  assert.equal(await cellContext.run(cell, () => password()), 'typed');
  const answer = cellContext.run(cell, () => prompt('age', '36'));
  assert.throws(() => Number(answer), { name: 'TypeError', message: /Fix: await prompt/ });
  assert.equal(await answer, 'typed');
  assert.deepEqual(asked, [
    [3, 'name', false],
    [3, '', true],
    [3, 'age [36] ', false],
  ]);
  await assert.rejects(
    cellContext.run(cell, () => prompt('end')),
    { name: 'EOFError' },
  );
  await assert.rejects(prompt('x'), /no cell is running/);
  const mute = { ...cell, allowStdin: false };
  await assert.rejects(
    cellContext.run(mute, () => prompt('x')),
    { name: 'StdinNotImplementedError' },
  );
});
