import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { portable } from '../../../../src/data/threads/pure-function.js';

const outside = 3;

/** As it stands in a cell, where `tf` is a global. */
const made = (source: string) => portable(new Function(`return (${source});`)() as () => unknown);

describe('functions that a thread can run', () => {
  it('use their arguments, tf and JavaScript itself', () => {
    for (const source of [
      '(x, y) => [x.div(255), tf.cast(y, "float32")]',
      'function scale({ a, b: [c, ...d], e = 2 }) { const f = Math.sqrt(e); return { a, c, d, f }; }',
      '(x) => { let s = 0; for (const v of x.dataSync()) s += v; try { s++; } catch (error) { throw error; } return s; }',
      '(x) => { label: for (;;) break label; class A { b() { return 1; } } function g() { return arguments[0]; } return g(new A()); }',
      'async (x) => Float32Array.from(x.dataSync(), (v) => v * 2)',
    ])
      assert.deepEqual(made(source), { source }, source);
  });

  it('and others are told why they are none', () => {
    const why = (fn: () => unknown) => {
      const found = portable(fn);
      return 'why' in found ? found.why : '';
    };
    assert.match(
      why(() => outside),
      /^it uses outside from outside of it$/,
    );
    assert.match(why(tf.ones.bind(null, [1])), /bound or built in/);
    assert.match(why({ method() {} }.method), /method of an object/);
    for (const [source, reason] of [
      ['(x) => x.mul(Math.random())', /draws random numbers \(random\)/],
      ['(x) => tf.randomNormal([2])', /draws random numbers \(randomNormal\)/],
      ['function () { return this.a; }', /uses this/],
      ['() => import("fs")', /imports a module/],
      ['(x) => { console.log(x); return mean; }', /uses console, mean from outside/],
      ['(x) => ({ x, [key]: other.y })', /uses key, other from outside/],
    ] as const) {
      const found = made(source);
      assert.match('why' in found ? found.why : '', reason, source);
    }
  });
});
