import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellSources } from '../../../kernel/engine/cell-sources.js';
import { cellContext } from '../../../kernel/engine/context/cell-context.js';
import { Waits } from '../../../kernel/engine/interrupts/waits.js';
import { Modules } from '../../../kernel/engine/modules.js';
import { Names } from '../../../kernel/engine/names/names.js';
import { Runtime } from '../../../kernel/engine/runtime.js';

const runtime = new Runtime(new Waits(), new Modules(process.cwd()), new Names(), new CellSources());

test('marks rise, values that are no promises come back as they are', () => {
  const first = runtime.mark();
  assert.ok(first < runtime.mark());
  assert.equal(runtime.wait(runtime.mark(), 5, 'cell', 0), 5);
  const constant = runtime.constant('a', 3);
  assert.equal(constant.value, 3);
  assert.throws(() => {
    constant.value = 4;
  }, /^TypeError: Assignment to constant variable 'a'\.$/);
});

test('CommonJS and import.meta are those of the folder', () => {
  assert.equal(runtime.commonjs['__dirname'], process.cwd());
  assert.equal((runtime.meta as { dirname: string }).dirname, process.cwd());
  const { module, exports } = runtime.commonjs as { module: { exports: object }; exports: object };
  assert.equal(module.exports, exports);
  for (const value of [1, 2]) Object.defineProperty(exports, 'again', { enumerable: true, get: () => value });
  assert.deepEqual(Object.entries(exports), [['again', 2]]);
});

test('a name that the cell uses as a type need not exist', async () => {
  const load = (source: string) =>
    cellContext.run({ id: 1, count: 1, source, allowStdin: false, ended: false }, () =>
      runtime.load('node:path', ['sep'], ['PlatformPath'], {}, {}),
    );
  assert.equal(
    (await load("import { sep, PlatformPath } from 'node:path'; let p: PlatformPath"))['sep'],
    '/',
  );
  await assert.rejects(
    load("import { PlatformPathx } from 'node:path'"),
    /has no export named 'PlatformPath'/,
  );
});
