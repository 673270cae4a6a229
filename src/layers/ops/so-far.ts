import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { castTo, type DtypeId } from '../../backends/operations/held-dtype.js';
import { positiveAxis } from '../../support/shape.js';
import { asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

/** An op from value to value along an axis; without one, over all values in a row. They get the dtype first. */
export function soFar(
  name: string,
  compute: (x: tf.Tensor, axis: number) => tf.Tensor,
  prepare: (x: tf.Tensor) => tf.Tensor = (x) => x,
) {
  const where = `ops.${name}`;
  return defineOp(
    name,
    ['x', 'axis', 'dtype'],
    (x: TensorInput, axis?: number | null, dtype?: DtypeId | null) => {
      const prepared = prepare(asTensor(x));
      const wanted = dtype ?? prepared.dtype;
      const values = castTo(where, prepared, wanted === 'bool' ? 'int32' : wanted);
      // tfjs takes no axis that counts from the end.
      const found =
        axis == null
          ? compute(tf.reshape(values, [-1]), 0)
          : compute(values, positiveAxis(where, axis, values.rank));
      return dtype == null ? found : castTo(where, found, dtype);
    },
  );
}
