import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withExactFunction } from '../../../../src/backends/webgpu/functions.js';
import { onSwiftShader } from './swiftshader.js';

test('functions of one number are right to 1e-6, also far from 0 and near it, and keep NaN', async (t) => {
  const printed = await onSwiftShader(
    t,
    `
    // Small tensors too are computed on the device.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    const elu = (x) => (x > 0 ? x : Math.expm1(x));
    const selu = (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
    const ranges = {
      sin: [Math.sin, -1e4, 1e4], cos: [Math.cos, -300, 300], tan: [Math.tan, -4, 1.5], acos: [Math.acos, -1, 1],
      asinh: [Math.asinh, -50, 50], atanh: [Math.atanh, -0.9, 0.9], sinh: [Math.sinh, -20, 20], cosh: [Math.cosh, -20, 20], tanh: [Math.tanh, -30, 30],
      exp: [Math.exp, -20, 88.7], expm1: [Math.expm1, -2, 1], log: [Math.log, 1e-3, 3], log1p: [Math.log1p, -0.9, 9],
      softplus: [softplus, -30, 30], elu: [elu, -3, 3], selu: [selu, -3, 3],
      sigmoid: [(x) => 1 / (1 + Math.exp(-x)), -30, 30],
    };
    const near = Float32Array.of(-1e-4, 3e-3, 0.2, -0.25);
    for (const [name, [exactly, from, to]] of Object.entries(ranges)) {
      const x = Float32Array.from({ length: 801 }, (_, i) => from + ((to - from) * i) / 800);
      if (name !== 'log' && name !== 'acos') x.set(near);
      (await tf[name](tf.tensor(x)).data()).forEach((found, i) => {
        const [expected, isNear] = [exactly(x[i]), i < near.length];
        const allowed = 1e-6 * (isNear ? Math.abs(expected) : Math.max(1, Math.abs(expected)));
        assert.ok(Math.abs(found - expected) <= allowed, name + ' of ' + x[i] + ': ' + found + ', not ' + expected);
      });
    }
    for (const name of [...Object.keys(ranges), 'relu6', 'sign'])
      assert.deepEqual([...(await tf[name](tf.tensor([NaN])).data())], [NaN], name);
    const ends = { log: [0, -Infinity], exp: [-Infinity, 0], expm1: [Infinity, Infinity], sinh: [-Infinity, -Infinity], sigmoid: [-Infinity, 0], log1p: [-1, -Infinity], sin: [Infinity, NaN], asinh: [-1e20, Math.asinh(-1e20)] };
    for (const [name, [x, expected]] of Object.entries(ends)) {
      const [found] = await tf[name](tf.tensor([x])).data();
      assert.ok(Object.is(found, expected) || Math.abs(found - expected) < 1e-4, name + ' of ' + x + ': ' + found);
    }
    const bases = Float32Array.of(0.9, 0.999, 1e-3, 3, 2.5, 7, 100, 1.5);
    const exponents = Float32Array.of(1, 1, 2.5, -2, 11, 0.3, -1.5, 40);
    // As many as four at once, and one by one.
    for (const count of [8, 7]) {
      const [a, b] = [bases, exponents].map((values) => tf.tensor(values.slice(0, count)));
      (await tf.pow(a, b).data()).forEach((found, i) => {
        const expected = bases[i] ** exponents[i];
        assert.ok(Math.abs(found - expected) <= 2e-6 * expected, found + ', not ' + expected);
      });
      const [c, d] = [[-2, -2, -2, 0, 0, 0, -1, 5], [3, 2, 0.5, -1, 0, 2, -3, NaN]].map((x) => tf.tensor(x.slice(0, count)));
      assert.deepEqual([...(await tf.pow(c, d).data())], [-8, 4, NaN, Infinity, 1, 0, -1, NaN].slice(0, count));
    }
    const rest = await tf.sub(1, tf.pow(tf.scalar(0.999), tf.scalar(3))).data();
    assert.ok(Math.abs(rest[0] - (1 - 0.999 ** 3)) < 2e-7, String(rest[0]));
    console.log('right');
    `,
  );
  if (printed !== null) assert.match(printed, /right/);
});

test("functions that are right stay tfjs's", () => {
  const SQUARE = 36;
  assert.equal(withExactFunction('fn unaryOperation(a : f32)', SQUARE), 'fn unaryOperation(a : f32)');
});
