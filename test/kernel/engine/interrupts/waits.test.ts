import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellContext, cellContext } from '../../../../kernel/engine/context/cell-context.js';
import { KeyboardInterrupt } from '../../../../kernel/engine/interrupts/keyboard-interrupt.js';
import { turn, Waits } from '../../../../kernel/engine/interrupts/waits.js';

const cell = (id: number): CellContext => ({ id, count: id, source: '', allowStdin: false, ended: false });
const never = new Promise(() => {});

test('values and promises come through', async () => {
  const waits = new Waits();
  assert.equal(waits.wait(waits.mark(), 5), 5);
  assert.equal(await waits.wait(waits.mark(), Promise.resolve(6)), 6);
  await assert.rejects(Promise.resolve(waits.wait(waits.mark(), Promise.reject(new Error('no')))), /no/);
  // biome-ignore lint/suspicious/noThenProperty: a thenable of another library
  const thenable = { then: (done: (value: number) => void) => done(7) };
  assert.equal(await waits.wait(waits.mark(), thenable), 7);
});

test('only the cell’s own awaits are rejected, the highest mark first', async () => {
  const waits = new Waits();
  const order: string[] = [];
  const mine = cell(1);
  const start = (context: CellContext, name: string, mark: number) =>
    cellContext.run(context, () =>
      Promise.resolve(waits.wait(mark, never)).catch(() => void order.push(name)),
    );
  const outer = waits.mark();
  const inner = waits.mark();
  void start(mine, 'inner', inner);
  void start(mine, 'outer', outer);
  void start(cell(2), 'other', waits.mark());
  assert.equal(waits.count(mine), 2);
  await waits.rejectAll(mine, () => new KeyboardInterrupt());
  await turn();
  assert.deepEqual(order, ['inner', 'outer']);
  assert.equal(waits.count(mine), 0);
});

test('for await: synchronous lists, asynchronous ones, and what is neither', async () => {
  const waits = new Waits();
  const collect = async (list: unknown) => {
    const found: unknown[] = [];
    for await (const one of waits.iterate(list)) found.push(one);
    return found;
  };
  assert.deepEqual(await collect([Promise.resolve(1), 2]), [1, 2]);
  assert.deepEqual(
    await collect(
      (async function* () {
        yield 3;
      })(),
    ),
    [3],
  );
  assert.throws(() => waits.iterate(5), /expected something iterable/);
});
