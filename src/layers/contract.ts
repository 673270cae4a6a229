import * as tf from '@tensorflow/tfjs-core';

/**
 * The sum of products that an equation such as `abc,cd->abd` names, of two operands in which no letter stands twice.
 *
 * It is what `tf.einsum` computes, by transposing, one matrix product and reshaping: wasm has no einsum of its own, but
 * a fast product. Transposes are left out where the letters lie right already.
 */
export function contract(equation: string, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [terms = '', output = ''] = equation.split('->');
  const [left = '', right = ''] = terms.split(',');
  const axes = [...left].map((letter, axis) => [letter, a.shape[axis]!] as const);
  const sizes = new Map([...axes, ...[...right].map((letter, axis) => [letter, b.shape[axis]!] as const)]);
  const first = withoutLonely(left, right + output, a);
  const second = withoutLonely(right, left + output, b);
  const shared = [...first.letters].filter((letter) => second.letters.includes(letter));
  const batch = shared.filter((letter) => output.includes(letter));
  const summed = shared.filter((letter) => !output.includes(letter));
  const own = (letters: string) => [...letters].filter((letter) => !shared.includes(letter));
  const [rows, columns] = [own(first.letters), own(second.letters)];
  const size = (letters: readonly string[]) =>
    letters.reduce((product, letter) => product * sizes.get(letter)!, 1);
  const matrix = (operand: Operand, order: readonly string[], shape: [number, number]) =>
    tf.reshape(arrange(operand, order.join('')), batch.length === 0 ? shape : [size(batch), ...shape]);
  const product = tf.matMul(
    matrix(first, [...batch, ...rows, ...summed], [size(rows), size(summed)]),
    matrix(second, [...batch, ...summed, ...columns], [size(summed), size(columns)]),
  );
  const letters = [...batch, ...rows, ...columns];
  const shaped = tf.reshape(
    product,
    letters.map((letter) => sizes.get(letter)!),
  );
  return arrange({ tensor: shaped, letters: letters.join('') }, output);
}

/** A tensor and the letters of its axes. */
interface Operand {
  readonly tensor: tf.Tensor;
  readonly letters: string;
}

/** Sums over the axes whose letters are nowhere else. */
function withoutLonely(letters: string, elsewhere: string, tensor: tf.Tensor): Operand {
  const lonely = [...letters].flatMap((letter, axis) => (elsewhere.includes(letter) ? [] : [axis]));
  if (lonely.length === 0) return { tensor, letters };
  return {
    tensor: tf.sum(tensor, lonely),
    letters: [...letters].filter((l) => elsewhere.includes(l)).join(''),
  };
}

function arrange({ tensor, letters }: Operand, order: string): tf.Tensor {
  if (letters === order) return tensor;
  return tf.transpose(
    tensor,
    [...order].map((letter) => letters.indexOf(letter)),
  );
}
