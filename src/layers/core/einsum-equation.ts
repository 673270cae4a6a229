import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';

/** An equation of an EinsumDense layer for an input of a known rank. */
export interface EinsumPlan {
  /** The equation with a letter for every axis. */
  readonly equation: string;
  readonly kernelShape: readonly (number | null)[];
  readonly biasShape: readonly (number | null)[] | null;
  readonly outputShape: Shape;
  /** The kernel's axes that are summed over. */
  readonly inputAxes: readonly number[];
  /** The kernel's axes that are in the output. */
  readonly outputAxes: readonly number[];
}

const FORMS = /^(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?$/;

/** What an equation such as `...ab,bc->...ac` means for an input of this shape. */
export function planEinsum(
  where: string,
  given: string,
  inputShape: Shape,
  partialOutput: Shape,
  biasAxes: string | null,
): EinsumPlan {
  const [, left, input = '', right, kernel = '', outLeft, output = '', outRight] =
    FORMS.exec(given.replace(/\s/g, '')) ?? [];
  if (
    input === '' ||
    left !== outLeft ||
    right !== outRight ||
    (left && right) ||
    repeats(input, kernel, output)
  ) {
    throw new ValueError(
      `${where}: equation must be as 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...'; received '${given}'.`,
    );
  }
  const elided = inputShape.length - input.length;
  if (elided < 0 || (elided > 0 && !left && !right)) {
    throw new ShapeError(
      `${where}: the equation '${given}' does not fit an input of shape ${showShape(inputShape)}.`,
    );
  }
  const extra = unused(input + kernel + output, elided);
  const inputLetters = left ? extra + input : input + extra;
  const outputLetters = left ? extra + output : output + extra;
  const sizes = new Map([...inputLetters].map((letter, axis) => [letter, inputShape[axis] ?? null]));
  // The batch axis and the axes behind the dots are not told.
  const told = left && elided > 0 ? output : output.slice(1);
  if (partialOutput.length !== told.length) {
    throw new ValueError(
      `${where}: outputShape must have ${told.length} size(s), for '${told}' of '${given}'; received ${showShape(partialOutput)}.`,
    );
  }
  [...told].forEach((letter, i) => {
    const size = partialOutput[i] ?? null;
    const known = sizes.get(letter) ?? null;
    if (size !== null && known !== null && size !== known) {
      throw new ShapeError(
        `${where}: axis '${letter}' of '${given}' has size ${known} in the input, but ${size} in outputShape.`,
      );
    }
    sizes.set(letter, size ?? known);
  });
  for (const letter of [...output, ...kernel]) {
    if (!sizes.has(letter)) {
      throw new ValueError(
        `${where}: letter '${letter}' of '${given}' stands for no axis of the input or the output.`,
      );
    }
  }
  const sizesOf = (letters: string) => [...letters].map((letter) => sizes.get(letter) ?? null);
  const axes = (inOutput: boolean) =>
    [...kernel].flatMap((l, axis) => (output.includes(l) === inOutput ? [axis] : []));
  return {
    equation: `${inputLetters},${kernel}->${outputLetters}`,
    kernelShape: sizesOf(kernel),
    biasShape: biasAxes === null ? null : biasShape(where, biasAxes, output, sizes, right ? elided : 0),
    outputShape: sizesOf(outputLetters),
    inputAxes: axes(false),
    outputAxes: axes(true),
  };
}

function biasShape(
  where: string,
  axes: string,
  output: string,
  sizes: ReadonlyMap<string, number | null>,
  behind: number,
): (number | null)[] {
  const places = [...axes].map((letter) => output.indexOf(letter));
  if (places.includes(-1)) {
    throw new ValueError(`${where}: biasAxes must be letters of the output '${output}'; received '${axes}'.`);
  }
  const letters = [...output.slice(Math.min(...places))];
  const shape = letters.map((letter) => (axes.includes(letter) ? (sizes.get(letter) ?? null) : 1));
  return [...shape, ...Array<number>(behind).fill(1)];
}

function repeats(...terms: string[]): boolean {
  return terms.some((term) => new Set(term).size < term.length);
}

function unused(letters: string, count: number): string {
  const free = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !letters.includes(letter));
  return free.slice(0, count).join('');
}
