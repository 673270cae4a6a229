import * as tf from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { mapStructure } from '../../support/structure.js';
import { type Element, release } from '../element.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';

/** The elements for which `predicate` gives true. */
export function filter(input: Stage<Element>, predicate: ElementFunction): Stage<Element> {
  return {
    name: 'filter',
    details: predicate.name,
    cardinality: null,
    spec: input.spec,
    open() {
      const stream = input.open();
      let number = 0;
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          const element = (yield stream.next()) as Element | null;
          if (element === null) return null;
          checkInterrupt();
          const looked = callWith('filter', number++, predicate, copyOf(element), verdict);
          if ((yield looked) === true) return element;
          release(element);
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

/** The call ends the tensors that it is given. */
export function copyOf(element: Element): Element {
  return mapStructure(element, (leaf) => (leaf instanceof tf.Tensor ? tf.clone(leaf) : leaf));
}

/** True or false of a function's value. */
export function verdict(where: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value instanceof tf.Tensor && value.size === 1) return value.dataSync()[0] !== 0;
  throw new ValueError(`${where}: expected true, false or a boolean scalar; received ${show(value)}.`);
}
