import * as tf from '@tensorflow/tfjs-core';
import { biasAddGradGradient, biasAddGradient } from '../operations/add-bias.js';
import { gatherGradient } from '../operations/occurrences.js';

/** A gradient that tfjs-core lacks or computes wrongly. */
type Gradient = tf.GradConfig;

/** Sums `gradient` over the dimensions along which an operand of shape `shape` was broadcast. */
function unbroadcast(gradient: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes([...shape], gradient.shape);
  const summed = axes.length > 0 ? tf.sum(gradient, axes) : gradient;
  return tf.reshape(summed, [...shape]);
}

/** The gradient of an operation on two operands that broadcast; tfjs-core forgets to sum over what it broadcast. */
function broadcasting(
  kernelName: string,
  partials: (a: tf.Tensor, b: tf.Tensor, dy: tf.Tensor) => [tf.Tensor, tf.Tensor],
): Gradient {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {
        a: () => unbroadcast(partials(a, b, dy as tf.Tensor)[0], a.shape),
        b: () => unbroadcast(partials(a, b, dy as tf.Tensor)[1], b.shape),
      };
    },
  };
}

/** Equal operands share the gradient, as in TensorFlow: the first one of maximum and minimum takes it all. */
const maximum = broadcasting(tf.Maximum, (a, b, dy) => [
  tf.mul(dy, tf.cast(tf.greaterEqual(a, b), 'float32')),
  tf.mul(dy, tf.cast(tf.logicalNot(tf.greaterEqual(a, b)), 'float32')),
]);

const minimum = broadcasting(tf.Minimum, (a, b, dy) => [
  tf.mul(dy, tf.cast(tf.lessEqual(a, b), 'float32')),
  tf.mul(dy, tf.cast(tf.logicalNot(tf.lessEqual(a, b)), 'float32')),
]);

const squaredDifference = broadcasting(tf.SquaredDifference, (a, b, dy) => {
  const slope = tf.mul(dy, tf.mul(2, tf.sub(a, b)));
  return [slope, tf.neg(slope)];
});

/** 0 at 6, as in TensorFlow; tfjs-core gives 1 there. */
const relu6: Gradient = {
  kernelName: tf.Relu6,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => ({
    x: () => {
      const [x] = saved as [tf.Tensor];
      const isInside = tf.logicalAnd(tf.greater(x, 0), tf.less(x, 6));
      return tf.mul(dy as tf.Tensor, tf.cast(isInside, 'float32'));
    },
  }),
};

/** 0 at 0, as in TensorFlow; tfjs-core gives -1 there. */
const abs: Gradient = {
  kernelName: tf.Abs,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => ({
    x: () => tf.mul(dy as tf.Tensor, tf.sign(tf.cast(saved[0] as tf.Tensor, 'float32'))),
  }),
};

/** The gradient of elu's gradient, `dy` where `y >= 0` and `dy * (y + 1)` elsewhere, which tfjs-core lacks. */
const eluGrad: Gradient = {
  kernelName: tf.EluGrad,
  inputsToSave: ['dy', 'y'],
  gradFunc: (ddx, saved) => {
    const [dy, y] = saved as [tf.Tensor, tf.Tensor];
    const below = tf.cast(tf.less(y, 0), 'float32');
    return {
      dy: () => tf.mul(ddx as tf.Tensor, tf.add(1, tf.mul(below, y))),
      y: () => tf.mul(ddx as tf.Tensor, tf.mul(below, dy)),
    };
  },
};

/** By the result, as in TensorFlow: at 0 the slope is that above it; tfjs-core gives the one below. */
const selu: Gradient = {
  kernelName: tf.Selu,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({
    x: () => {
      const { SELU_SCALE, SELU_SCALEALPHA } = tf.backend_util;
      const above = tf.fill(y!.shape, SELU_SCALE);
      return tf.mul(dy as tf.Tensor, tf.where(tf.less(y!, 0), tf.add(y!, SELU_SCALEALPHA), above));
    },
  }),
};

/** Sums over the batch dimensions that a matrix product broadcasts. */
const batchMatMul: Gradient = {
  kernelName: tf.BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (dys, saved, attrs) => {
    const [a, b] = saved as [tf.Tensor3D, tf.Tensor3D];
    const dy = dys as tf.Tensor3D;
    const { transposeA, transposeB } = attrs as unknown as tf.BatchMatMulAttrs;
    const da = () => {
      if (transposeA) return tf.matMul(b, dy, transposeB, true);
      return tf.matMul(dy, b, false, !transposeB);
    };
    const db = () => {
      if (transposeB) return tf.matMul(dy, a, true, transposeA);
      return tf.matMul(a, dy, !transposeA, false);
    };
    return { a: () => unbroadcast(da(), a.shape), b: () => unbroadcast(db(), b.shape) };
  },
};

/** tfjs-core transposes the gradient, which its forward operation has already done. */
const cumsum: Gradient = {
  kernelName: tf.Cumsum,
  inputsToSave: ['x'],
  gradFunc: (dy, _saved, attrs) => {
    const { axis, exclusive, reverse } = attrs as unknown as tf.CumsumAttrs;
    return { x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse) };
  },
};

/** Puts the gradient of a strided slice back between zeros. */
const stridedSlice: Gradient = {
  kernelName: tf.StridedSlice,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved as [tf.Tensor];
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } =
      attrs as unknown as tf.StridedSliceAttrs;
    return {
      x: () => {
        // Which elements were taken, by slicing the positions themselves.
        const positions = tf.reshape(tf.range(0, x.size, 1, 'int32'), x.shape);
        const taken = tf.stridedSlice(
          positions,
          begin,
          end,
          strides,
          beginMask,
          endMask,
          ellipsisMask,
          newAxisMask,
          shrinkAxisMask,
        );
        const flat = tf.unsortedSegmentSum(
          tf.reshape(dy as tf.Tensor, [-1]),
          tf.reshape(taken, [-1]) as tf.Tensor1D,
          x.size,
        );
        return tf.reshape(flat, x.shape);
      },
    };
  },
};

const gatherNd: Gradient = {
  kernelName: tf.GatherNd,
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, saved) => {
    const [params, indices] = saved as [tf.Tensor, tf.Tensor];
    return {
      params: () => tf.scatterND(indices, dy as tf.Tensor, params.shape as tf.ShapeMap[tf.Rank]),
      indices: () => tf.zerosLike(indices),
    };
  },
};

/** One operand's gradient is the same sum with the operand and the output exchanged (two operands, or one). */
const einsum: Gradient = {
  kernelName: tf.Einsum,
  saveAllInputs: true,
  gradFunc: (dys, saved, attrs) => {
    const { equation } = attrs as unknown as tf.EinsumAttrs;
    const dy = dys as tf.Tensor;
    const [left, output = ''] = equation.replace(/\s/g, '').split('->') as [string, string?];
    const terms = left.split(',');
    const gradients: Record<string, () => tf.Tensor> = {};
    for (const [index, term] of terms.entries()) {
      gradients[index] = () => {
        const others = terms
          .map((other, at) => ({ other, tensor: saved[at]! }))
          .filter((_, at) => at !== index);
        const known = new Set([output, ...others.map(({ other }) => other)].join(''));
        // Indices that this operand alone has were summed away: every position there has the same gradient.
        const present = [...term].filter((letter) => known.has(letter)).join('');
        const partial = tf.einsum(
          `${[output, ...others.map(({ other }) => other)].join(',')}->${present}`,
          dy,
          ...others.map(({ tensor }) => tensor),
        );
        const operand = saved[index]!;
        const spread = [...term].map((letter, axis) => (known.has(letter) ? operand.shape[axis]! : 1));
        return tf.broadcastTo(tf.reshape(partial, spread), operand.shape as tf.ShapeMap[tf.Rank]);
      };
    }
    return gradients;
  },
};

/** The gradient of an operation with many outputs; tfjs-core expects a list of theirs also where there is one output. */
function joining(kernelName: string, join: (dys: tf.Tensor[], axis: number) => tf.Tensor): Gradient {
  return {
    kernelName,
    gradFunc: (dys, _saved, attrs) => {
      const { axis } = attrs as unknown as tf.UnpackAttrs;
      return {
        [kernelName === tf.Unpack ? 'value' : 'x']: () => join(Array.isArray(dys) ? dys : [dys], axis),
      };
    },
  };
}

const unpack = joining(tf.Unpack, tf.stack);
const splitV = joining(tf.SplitV, tf.concat);

/** Equal largest (or smallest) values share the gradient, as in TensorFlow; tfjs-core gives all of it to each. */
function extremum(kernelName: string, axesOf: (attrs: tf.NamedAttrMap) => number | number[]): Gradient {
  return {
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const axes = tf.util.parseAxisParam(axesOf(attrs), x.shape);
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return {
        x: () => {
          const chosen = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
          return tf.mul(chosen, tf.div(tf.reshape(dy as tf.Tensor, kept), tf.sum(chosen, axes, true)));
        },
      };
    },
  };
}

const max = extremum(tf.Max, (attrs) => (attrs as unknown as tf.MaxAttrs).reductionIndices);
const min = extremum(tf.Min, (attrs) => (attrs as unknown as tf.MinAttrs).axis);

/** The products of all others, from the front and from the back, so that zeros do no harm; over the last axis of rows. */
const prod: Gradient = {
  kernelName: tf.Prod,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved as [tf.Tensor];
    const axes = tf.util.parseAxisParam((attrs as unknown as tf.ProdAttrs).axis, x.shape);
    const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const order = [...kept, ...axes];
    const sizes = order.map((axis) => x.shape[axis]!);
    return {
      x: () => {
        const rows = tf.reshape(tf.transpose(x, order), [
          -1,
          tf.util.sizeFromShape(sizes.slice(kept.length)),
        ]);
        const others = tf.mul(tf.cumprod(rows, 1, true), tf.cumprod(rows, 1, true, true));
        const slopes = tf.mul(others, tf.reshape(dy as tf.Tensor, [-1, 1]));
        const back = order.map((_, axis) => order.indexOf(axis));
        return tf.transpose(tf.reshape(slopes, sizes), back);
      },
    };
  },
};

/** As in TensorFlow zero where a factor is zero. */
const cumprod: Gradient = {
  kernelName: tf.Cumprod,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved as [tf.Tensor];
    const { axis, exclusive, reverse } = attrs as unknown as tf.CumprodAttrs;
    return {
      x: () => {
        const products = tf.cumprod(x, axis, exclusive, reverse);
        return tf.divNoNan(tf.cumsum(tf.mul(products, dy as tf.Tensor), axis, exclusive, !reverse), x);
      },
    };
  },
};

/** The gradient of the k largest values goes back to the places where they were. */
const topK: Gradient = {
  kernelName: tf.TopK,
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor];
    const [dy] = dys as unknown as [tf.Tensor];
    return {
      x: () => {
        const columns = x.shape.at(-1) as number;
        const rows = x.size / columns;
        const starts = tf.mul(tf.range(0, rows, 1, 'int32'), tf.scalar(columns, 'int32'));
        const places = tf.add(tf.reshape(indices, [rows, -1]), tf.reshape(starts, [-1, 1]));
        const flat = tf.unsortedSegmentSum(
          tf.reshape(dy, [-1]),
          tf.reshape(places, [-1]) as tf.Tensor1D,
          x.size,
        );
        return tf.reshape(flat, x.shape);
      },
    };
  },
};

/** Rows of a variable, as an Embedding takes them, keep their occurrences; along other axes it is tfjs-core's. */
function gatherOf(along: Gradient): Gradient {
  return {
    ...along,
    gradFunc: (dy, saved, attrs) => {
      const [x, indices] = saved as [tf.Tensor, tf.Tensor];
      const { axis, batchDims = 0 } = attrs as unknown as tf.GatherV2Attrs;
      if (axis !== 0 || batchDims !== 0) return along.gradFunc(dy, saved, attrs);
      return { x: gatherGradient(dy as tf.Tensor, indices, x.shape), indices: () => indices };
    },
  };
}

/** Replaces the gradients of tfjs-core that are missing or wrong. */
export function registerCorrectedGradients(): void {
  for (const gradient of [
    abs,
    relu6,
    maximum,
    minimum,
    squaredDifference,
    batchMatMul,
    cumsum,
    stridedSlice,
    gatherOf(tf.getGradient(tf.GatherV2)),
    gatherNd,
    einsum,
    max,
    min,
    unpack,
    splitV,
    prod,
    cumprod,
    eluGrad,
    selu,
    topK,
    biasAddGradient,
    biasAddGradGradient,
  ]) {
    if (tf.getGradient(gradient.kernelName)) tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
