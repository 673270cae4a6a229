import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { contract } from '../contract.js';

/** A tensor and the letters of its axes. */
interface Term {
  readonly letters: string;
  readonly tensor: tf.Tensor;
}

/**
 * Einstein's sum over any number of operands: `ij,jk->ik`; without an arrow the letters that stand once, in their order.
 * Dots stand for axes that broadcast, and a letter that stands twice in an operand for its diagonal.
 */
export function sumOfProducts(equation: string, operands: readonly tf.Tensor[]): tf.Tensor {
  const [inputs = '', result] = equation.replace(/\s/g, '').split('->');
  const names = inputs.split(',');
  const fail = (): never => {
    const shapes = operands.map(({ shape }) => showShape(shape)).join(' and ');
    throw new ShapeError(`ops.einsum: expected operands that fit '${equation}'; received ${shapes}.`);
  };
  if (names.length !== operands.length || !/^[a-zA-Z.,]*$/.test(inputs)) fail();
  const dots = operands.map(({ rank }, i) => (names[i]!.includes('...') ? rank - names[i]!.length + 3 : 0));
  const most = Math.max(...dots);
  const free = [...ALPHABET].filter((letter) => !equation.includes(letter));
  const spelled = (name: string, count: number) =>
    name.replace('...', free.slice(most - count, most).join(''));
  const terms = operands.map((tensor, i) => ({ letters: spelled(names[i]!, dots[i]!), tensor }));
  if (terms.some(({ letters, tensor }) => letters.length !== tensor.rank || letters.includes('.'))) fail();
  const all = terms.map(({ letters }) => letters).join('');
  const once = [...new Set(all)].filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter));
  const output =
    result === undefined
      ? spelled('...', most) +
        once
          .filter((letter) => equation.includes(letter))
          .sort()
          .join('')
      : spelled(result, most);
  if ([...output].some((letter, i) => !all.includes(letter) || output.indexOf(letter) !== i)) fail();
  const sizes = new Map<string, number>();
  for (const { letters, tensor } of terms)
    [...letters].forEach((letter, axis) => {
      const size = tensor.shape[axis]!;
      const known = sizes.get(letter) ?? 1;
      if (known !== size && known !== 1 && size !== 1) fail();
      sizes.set(letter, known === 1 ? size : known);
    });
  const [first, ...rest] = terms.map((term) => withoutRepeats(broadcast(term, sizes)));
  const last = rest.reduce((left, right, i) => {
    const later = rest.slice(i + 1).map(({ letters }) => letters);
    const needed = output + later.join('');
    const letters = [...new Set(left.letters + right.letters)].filter((one) => needed.includes(one)).join('');
    return {
      letters,
      tensor: contract(`${left.letters},${right.letters}->${letters}`, left.tensor, right.tensor),
    };
  }, first!);
  return arranged(last, output);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Axes of one as long as those of the same letter elsewhere. */
function broadcast({ letters, tensor }: Term, sizes: ReadonlyMap<string, number>): Term {
  const shape = [...letters].map((letter) => sizes.get(letter)!);
  const fits = shape.every((size, axis) => size === tensor.shape[axis]);
  return { letters, tensor: fits ? tensor : tf.broadcastTo(tensor, shape) };
}

/** The diagonal of two axes of one letter, which becomes the last axis. */
function withoutRepeats(term: Term): Term {
  const { letters, tensor } = term;
  const at = [...letters].findIndex((letter, i) => letters.indexOf(letter) < i);
  if (at < 0) return term;
  const before = letters.indexOf(letters[at]!);
  const others = [...letters].map((_, axis) => axis).filter((axis) => axis !== at && axis !== before);
  const size = tensor.shape[at]!;
  const shape = others.map((axis) => tensor.shape[axis]!);
  const rows = tf.reshape(tf.transpose(tensor, [before, at, ...others]), [size * size, ...shape]);
  const places = Array.from({ length: size }, (_, i) => i * size + i);
  const diagonal = tf.gather(rows, tf.tensor1d(places, 'int32'));
  const moved = tf.transpose(diagonal, [...others.map((_, i) => i + 1), 0]);
  const kept = others.map((axis) => letters[axis]).join('');
  return withoutRepeats({ letters: kept + letters[at]!, tensor: moved });
}

/** Sums over the letters that are not in the result, and puts the others in its order. */
function arranged({ letters, tensor }: Term, output: string): tf.Tensor {
  const summed = [...letters].flatMap((letter, axis) => (output.includes(letter) ? [] : [axis]));
  const left = [...letters].filter((letter) => output.includes(letter));
  const kept = summed.length === 0 ? tensor : tf.sum(tensor, summed);
  return tf.transpose(
    kept,
    [...output].map((letter) => left.indexOf(letter)),
  );
}
