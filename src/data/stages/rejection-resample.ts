import { makeDefaultSeed, RandomStream } from '../../backends/random.js';
import { ValueError } from '../../support/errors.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { type Element, release } from '../element.js';
import { int32Scalar } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { numberedSpec } from './enumerate.js';
import { copyOf } from './filter.js';
import { integer } from './group-by-window.js';

/** Options of `rejectionResample`. */
export interface RejectionResampleOptions {
  /** How often each class comes in the data; estimated while they are read by default. */
  readonly initialDist?: readonly number[] | null | undefined;
  readonly seed?: number | null | undefined;
}

const NAME = 'rejectionResample';
/** Classes begin as if each was seen so often, as in tf.data. */
const SMOOTHING = 10;
/** A class that never comes divides by no 0. */
const TINY = 1e-38;

/**
 * Tuples of a class and an element, the classes as often as `target` says. Two readings of the data take turns, as in
 * tf.data: one gives each element, the other gives those of rare classes more often; it ends with the first that ends.
 */
export function rejectionResample(
  input: Stage<Element>,
  classOf: ElementFunction,
  target: readonly number[],
  { initialDist, seed }: RejectionResampleOptions,
): Stage<Element> {
  const share = distribution('targetDist', target, target.length);
  const initial = initialDist == null ? undefined : distribution('initialDist', initialDist, target.length);
  return {
    name: NAME,
    details: `${target.length} classes`,
    cardinality: input.cardinality === Number.POSITIVE_INFINITY ? input.cardinality : null,
    spec: numberedSpec(input),
    open() {
      const random = new RandomStream(seed ?? makeDefaultSeed());
      const [all, filtered]: [Stream<Element>, Stream<Element>] = [input.open(), input.open()];
      const counts = share.map(() => SMOOTHING);
      const seen = { all: 0, filtered: 0 };
      /** How much more often each class is wanted than it comes. */
      const ratios = () => {
        const sum = counts.reduce((a, b) => a + b, 0);
        return share.map((part, i) => part / ((initial?.[i] ?? (counts[i] as number) / sum) + TINY));
      };
      function* classed(
        stream: Stream<Element>,
        number: number,
      ): Generator<unknown, Classed | null, unknown> {
        const element = (yield stream.next()) as Element | null;
        if (element === null) return null;
        const found = (yield callWith(NAME, number, classOf, copyOf(element), integer)) as number;
        if (found >= 0 && found < share.length) return { found, element };
        release(element);
        throw new ValueError(
          `Dataset.${NAME}, element ${number}: expected a class in [0, ${share.length - 1}]; received ${found}.`,
        );
      }
      function* steps(): Generator<unknown, Element | null, unknown> {
        const least = Math.min(...ratios());
        if (random.uniform() < least) {
          const one = yield* classed(all, seen.all++);
          return one && tuple(one);
        }
        for (;;) {
          checkInterrupt();
          const one = yield* classed(filtered, seen.filtered++);
          if (one === null) return null;
          counts[one.found] = (counts[one.found] as number) + 1;
          const wanted = ratios();
          const [low, high] = [Math.min(...wanted), Math.max(...wanted)];
          if (random.uniform() * (high - low) <= (wanted[one.found] as number) - low) return tuple(one);
          release(one.element);
        }
      }
      return { next: () => drive(steps()), close: () => closeAll([all, filtered]) };
    },
  };
}

interface Classed {
  readonly found: number;
  readonly element: Element;
}

function tuple({ found, element }: Classed): Element {
  return [int32Scalar(found), element];
}

/** Shares that add up to 1. */
function distribution(name: string, given: readonly number[], classes: number): readonly number[] {
  const sum = given.reduce((a, b) => a + b, 0);
  if (given.length === classes && given.every((share) => share >= 0) && Math.abs(sum - 1) < 1e-3)
    return given;
  throw new ValueError(
    `Dataset.${NAME}: ${name} must be ${classes} shares that add up to 1; received [${given.join(', ')}].`,
  );
}
