import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../../backends/gradients/gradient-tape.js';
import { withGradient } from '../../backends/gradients/with-gradient.js';
import type { TensorInput } from '../../backends/operations/convert.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { positiveAxis } from '../../support/shape.js';
import { flatten, mapStructure, type Nested, packLike } from '../../support/structure.js';
import { asTensor } from './as-tensor.js';

// The ops of keras.ops that call functions. They are loops of JavaScript: a step in which they decide by a value of a
// tensor runs as it is written, and is not recorded. See https://keras.io/api/ops/core/.

type Tensors = Nested<tf.Tensor>;

/** A condition, a place or a count as a number. */
function numberOf(value: TensorInput): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  return tf.tidy(() => Number(asTensor(value).dataSync()[0]));
}

/**
 * What `trueFn` gives if the condition holds, else what `falseFn` gives.
 *
 * @example
 * ops.cond(ops.greater(2, 1), () => tf.scalar(1), () => tf.scalar(0)).numpy(); // 1
 */
export function cond<T>(pred: TensorInput, trueFn: () => T, falseFn: () => T): T {
  return numberOf(pred) !== 0 ? trueFn() : falseFn();
}

/** What the branch of this number gives for the operands; numbers outside are those of the first or last branch. */
function switchBranch<A extends readonly unknown[], T>(
  index: TensorInput,
  branches: readonly ((...operands: A) => T)[],
  ...operands: A
): T {
  const at = Math.min(Math.max(numberOf(index), 0), branches.length - 1);
  const branch = branches[at];
  if (branch === undefined)
    throw new ValueError(`ops.switch: expected at least one branch; received ${branches.length}.`);
  return branch(...operands);
}

export { switchBranch as switch };

/**
 * Calls `body` on the loop's variables as long as the condition holds; gives the last ones.
 *
 * @example
 * const [i] = ops.whileLoop((i) => ops.less(i, 10), (i) => [ops.add(i, 3)], [tf.scalar(0)]);
 * i.numpy(); // 12
 */
export function whileLoop<const V extends readonly unknown[]>(
  condition: (...loopVars: Widened<V>) => TensorInput,
  body: (...loopVars: Widened<V>) => Widened<V> | Widened<V>[number],
  loopVars: V,
  maximumIterations: number | null = null,
): Widened<V> {
  let values = loopVars as unknown as Widened<V>;
  for (let i = 0; maximumIterations === null || i < maximumIterations; i++) {
    if (numberOf(condition(...values)) === 0) break;
    const next = body(...values);
    values = (Array.isArray(next) ? next : [next]) as unknown as Widened<V>;
  }
  return values;
}

/** Variables of a loop: any tensor where the first was one, any number where it was a number. */
type Widened<V extends readonly unknown[]> = {
  -readonly [K in keyof V]: V[K] extends tf.Tensor ? tf.Tensor : V[K] extends number ? number : V[K];
};

/** Calls `body(i, value)` for each `i` from `lower` to before `upper`, each time on what it gave before. */
export function foriLoop<T>(
  lower: TensorInput,
  upper: TensorInput,
  bodyFun: (i: number, value: T) => T,
  initVal: T,
): T {
  const end = numberOf(upper);
  let value = initVal;
  for (let i = numberOf(lower); i < end; i++) value = bodyFun(i, value);
  return value;
}

/** What `f` gives for each row of `xs` (each of the structure's tensors), as rows of one tensor. */
export function map<X extends Tensors, R extends Tensors>(f: (x: X) => R, xs: X): R {
  return tf.tidy(() => {
    const rows = rowsOf('ops.map', xs).map((row) => f(row));
    return stacked(rows) as R & tf.TensorContainer;
  });
}

/** As {@link map}. */
export const vectorizedMap = map;

/**
 * Calls `f(carry, x)`, which gives `[carry, y]`, for each row of `xs`; gives the last carry, and all `y` as rows.
 *
 * @example
 * const [total, sums] = ops.scan((sum, x) => [sum.add(x), sum.add(x)], tf.scalar(0), tf.tensor([1, 2, 3]));
 * sums.numpy(); // [1, 3, 6]
 */
export function scan<C extends Tensors, X extends Tensors, Y extends Tensors>(
  f: (carry: C, x: X) => readonly [carry: C, y: Y],
  init: C,
  xs: X | null = null,
  length: number | null = null,
  reverse: boolean = false,
): [carry: C, ys: Y] {
  const run = (): [C, Y] => {
    const rows: (X | null)[] =
      xs === null ? Array.from({ length: length ?? 0 }, () => null) : rowsOf('ops.scan', xs);
    if (rows.length === 0 || (length !== null && rows.length !== length))
      throw new ShapeError(
        `ops.scan: expected xs with rows, or a length that fits them; received ${rows.length} rows and length ${length}.`,
      );
    let carry = init;
    const ys: Y[] = [];
    for (const row of reverse ? rows.reverse() : rows) {
      const [next, y] = f(carry, row as X);
      carry = next;
      ys.push(y);
    }
    return [carry, stacked(reverse ? ys.reverse() : ys) as Y];
  };
  return tf.tidy(run as () => never);
}

/**
 * All that `f`, an associative function of two, gives for the first elements along an axis: of the first alone, of the
 * first two, of the first three, and so on. `f` is called on many elements at once (Blelloch, 1990).
 */
export function associativeScan<E extends Tensors>(
  f: (a: E, b: E) => E,
  elems: E,
  reverse: boolean = false,
  axis: number = 0,
): E {
  const at = positiveAxis('ops.associativeScan', axis, flatten(elems)[0]!.rank);
  const turn = (x: E) => mapStructure(x, (one) => tf.reverse(one, at)) as E;
  const pick = (x: E, from: number, step: number, end: number) =>
    mapStructure(x, (one) => {
      const places = Array.from(
        { length: Math.max(Math.ceil((end - from) / step), 0) },
        (_, i) => from + i * step,
      );
      return tf.gather(one, tf.tensor1d(places, 'int32'), at);
    }) as E;
  const both = (a: E, b: E, join: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) => {
    const seconds = flatten(b);
    return packLike(
      a,
      flatten(a).map((one, i) => join(one, seconds[i]!)),
    ) as E;
  };
  const sizeOf = (x: E) => flatten(x)[0]!.shape[at] as number;
  const recurse = (x: E): E => {
    const n = sizeOf(x);
    if (n < 2) return x;
    const odd = recurse(f(pick(x, 0, 2, n - 1), pick(x, 1, 2, n)));
    const rest = pick(x, 2, 2, n);
    const count = sizeOf(rest);
    const later = count === 0 ? null : f(pick(odd, 0, 1, count), rest);
    const first = pick(x, 0, 1, 1);
    const even = later === null ? first : both(first, later, (a, b) => tf.concat([a, b], at));
    // By turns, one of each.
    const evens = sizeOf(even);
    const order = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? i / 2 : evens + (i - 1) / 2));
    return both(even, odd, (a, b) => tf.gather(tf.concat([a, b], at), tf.tensor1d(order, 'int32'), at));
  };
  const run = () => (reverse ? turn(recurse(turn(elems))) : recurse(elems));
  return tf.tidy(run as () => never);
}

/**
 * A function with a gradient of its own: `f` gives the value, and what makes of the value's gradient those of the arguments.
 *
 * @example
 * const double = ops.customGradient((x) => [x.square(), (dy) => dy.mul(x)]);
 */
export function customGradient<A extends readonly tf.Tensor[]>(
  f: (
    ...args: A
  ) => readonly [value: tf.Tensor, gradient: (dy: tf.Tensor) => tf.Tensor | readonly tf.Tensor[]],
): (...args: A) => tf.Tensor {
  return (...args) =>
    withGradient([...args], {
      forward(save) {
        save([...args]);
        return f(...args)[0];
      },
      // Once more, on what was kept: the rest is gone by now.
      gradient: (dy, saved) => [f(...(saved as unknown as A))[1](dy)].flat() as tf.Tensor[],
    });
}

/**
 * What `fun` gives for `primals`, and how much that changes along `tangents`.
 *
 * @example
 * const [y, dy] = ops.jvp((x) => x.square(), [tf.scalar(3)], [tf.scalar(1)]);
 * dy.numpy(); // 6
 */
export function jvp<A extends readonly tf.Tensor[]>(
  fun: (...primals: A) => tf.Tensor,
  primals: A,
  tangents: { readonly [K in keyof A]: tf.Tensor },
): [value: tf.Tensor, tangent: tf.Tensor] {
  return tf.tidy(() => {
    // The gradient of the gradient with regard to what the first one was started with (Townsend, 2017).
    const value = fun(...primals);
    const start = tf.onesLike(value);
    const outer = new GradientTape();
    outer.watch([start]);
    const along = outer.run(() => {
      const inner = new GradientTape();
      inner.watch([...primals]);
      const weighed = inner.run(() => tf.sum(tf.mul(fun(...primals), start)));
      const slopes = inner.gradient(weighed, [...primals]);
      return tf.addN(
        slopes.map((slope, i) =>
          slope === null ? tf.mul(0, tf.sum(start)) : tf.sum(tf.mul(slope, tangents[i]!)),
        ),
      );
    });
    return [value, outer.gradient(along, start) ?? tf.zerosLike(value)];
  });
}

/** The rows of each tensor of the structure, together. */
function rowsOf<X extends Tensors>(where: string, xs: X): X[] {
  const columns = flatten(xs).map((x) => tf.unstack(x));
  const [first] = columns;
  if (first === undefined || columns.some(({ length }) => length !== first.length))
    throw new ShapeError(
      `${where}: expected tensors with equally many rows; received ${columns.map(({ length }) => length).join(', ')}.`,
    );
  return first.map(
    (_, row) =>
      packLike(
        xs,
        columns.map((column) => column[row]!),
      ) as X,
  );
}

function stacked(rows: readonly Tensors[]): Tensors {
  const lists = rows.map((row) => flatten(row));
  return packLike(
    rows[0]!,
    lists[0]!.map((_, i) => tf.stack(lists.map((list) => list[i]!))),
  ) as Tensors;
}
