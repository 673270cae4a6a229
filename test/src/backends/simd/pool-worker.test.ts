import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { SIMD_MODULE } from '../../../../src/backends/simd/embedded/module.js';
import { ThreadPool } from '../../../../src/backends/simd/thread-pool.js';

test('other threads take parts, and a job that was broken off does not harm the next one', async () => {
  const { Memory, Module, Instance } = (globalThis as unknown as Platform).WebAssembly;
  const memory = new Memory({ initial: 256, maximum: 65536, shared: true });
  const module = new Module(Buffer.from(SIMD_MODULE, 'base64'));
  const functions = new Instance(module, { env: { memory } }).exports;
  let mine = 0;
  let broken = false;
  const matmul = (...args: number[]) => {
    mine += 1;
    if (broken) throw new Error('stop');
    functions.matmul(...args);
  };
  const [m, k, n, parts] = [256, 128, 64, 8];
  const floats = new Float32Array(memory.buffer);
  const [a, b, c, room] = [0, 2 ** 16, 2 ** 17, 2 ** 18];
  const product = (pool: ThreadPool, scale: number) => {
    floats.fill(scale, a, a + m * k);
    floats.fill(1, b, b + k * n);
    const places = [4 * a, 0, 0, 4 * b, 0, 0, 4 * c, 1, m, n, k, 0, 0, 4 * room];
    pool.run('matmul', parts, 4 * functions.matmul_room(), places);
    return floats.subarray(c, c + m * n);
  };
  const pool = new ThreadPool(3, module, memory, { ...functions, matmul });
  let jobs = 0;
  for (const begun = Date.now(); mine === jobs * parts && Date.now() - begun < 60_000; jobs++) {
    assert.ok(product(pool, 1).every((value) => value === k));
    await wait(1);
  }
  assert.ok(mine < jobs * parts, 'no thread has taken a part in a minute');
  let stops = 0;
  for (let i = 0; i < 300; i++) {
    broken = true;
    try {
      product(pool, i);
    } catch (error) {
      // Where the others had not taken all parts already.
      stops += 1;
      assert.match(String(error), /stop/);
    }
    broken = false;
    assert.ok(product(pool, i + 1).every((value) => value === (i + 1) * k));
  }
  assert.ok(stops > 0);
  pool.end();
});

interface Platform {
  readonly WebAssembly: {
    readonly Memory: new (size: object) => { readonly buffer: SharedArrayBuffer };
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: Functions };
  };
}

interface Functions {
  matmul_room(): number;
  matmul(...args: number[]): void;
  conv2d(...args: number[]): void;
  conv2d_filter(...args: number[]): void;
  conv2d_input(...args: number[]): void;
  max_pool(...args: number[]): void;
  max_pool_grad(...args: number[]): void;
}
