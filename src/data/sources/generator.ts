import { show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { shapesMatch, showShape } from '../../support/shape.js';
import { flatten, isContainer, mapStructure, type Nested } from '../../support/structure.js';
import { dataError } from '../data-error.js';
import { type Element, toElement, type ValueLike } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import { isPeeking } from '../peek.js';
import type { Stage } from '../stage.js';
import { TensorSpec } from '../tensor-spec.js';

/** A function that begins an iteration: a generator, also an asynchronous one, or what gives an iterable. */
export type GeneratorFunction<T extends ValueLike = ValueLike> = () =>
  | Iterator<T>
  | AsyncIterator<T>
  | Iterable<T>
  | AsyncIterable<T>;

/** The elements that a generator gives; it begins anew with each reading. */
export function generator(fn: GeneratorFunction, signature: Nested<TensorSpec> | undefined): Stage<Element> {
  const kept: Kept[] = [];
  return {
    name: 'fromGenerator',
    details: fn.name,
    cardinality: null,
    spec: signature && (() => signature),
    open() {
      const { iterator, seen } = kept.shift() ?? { iterator: iteratorOf(fn), seen: [] };
      // Who looks at the first element leaves the iterator to the next reading, with what it has given.
      const looked: Result[] = [];
      const peeked = isPeeking();
      let number = 0;
      const element = ({ done, value }: IteratorResult<ValueLike>): Element | null => {
        if (done) return null;
        const where = `Dataset.fromGenerator, element ${number}`;
        const made = signature === undefined ? toElement(where, value) : fitted(where, value, signature);
        number += 1;
        return made;
      };
      return {
        next() {
          try {
            const result = seen.shift() ?? (iterator.next() as Result);
            if (peeked) looked.push(result);
            if (!(result instanceof Promise)) return element(result);
            return result.then(element).catch((error: unknown) => {
              throw dataError('fromGenerator', number, error);
            });
          } catch (error) {
            throw dataError('fromGenerator', number, error);
          }
        },
        close() {
          if (!peeked) return ended(iterator);
          kept.push({ iterator, seen: [...looked, ...seen] });
        },
      };
    },
  };
}

async function ended(iterator: Kept['iterator']): Promise<void> {
  await iterator.return?.();
}

type Result = IteratorResult<ValueLike> | Promise<IteratorResult<ValueLike>>;

interface Kept {
  readonly iterator: Iterator<ValueLike> | AsyncIterator<ValueLike>;
  readonly seen: Result[];
}

function iteratorOf(fn: GeneratorFunction): Iterator<ValueLike> | AsyncIterator<ValueLike> {
  let given: ReturnType<GeneratorFunction>;
  try {
    given = fn();
  } catch (error) {
    throw dataError('fromGenerator', 0, error);
  }
  if (typeof given === 'object' && given !== null) {
    if (Symbol.asyncIterator in given) return given[Symbol.asyncIterator]();
    if (Symbol.iterator in given) return given[Symbol.iterator]();
    if (typeof given.next === 'function') return given;
  }
  throw new ValueError(
    `Dataset.fromGenerator: expected a function that gives an iterable; it gave ${show(given)}.`,
    { fix: 'data.Dataset.fromGenerator(function* () { yield [x, y]; })' },
  );
}

/** A value in the structure of a signature, its tensors of the dtypes and shapes that are said there. */
function fitted(where: string, value: unknown, signature: Nested<TensorSpec>): Element {
  if (signature instanceof TensorSpec) return fittedLeaf(where, value, signature);
  if (Array.isArray(signature)) {
    if (!Array.isArray(value) || value.length !== signature.length) {
      throw new ValueError(
        `${where}: expected ${signature.length} values, as outputSignature says; received ${show(value)}.`,
      );
    }
    return signature.map((spec: Nested<TensorSpec>, i) => fitted(`${where}[${i}]`, value[i], spec));
  }
  const specs = signature as { readonly [name: string]: Nested<TensorSpec> };
  if (!isContainer(value) || Array.isArray(value)) {
    throw new ValueError(`${where}: expected { ${Object.keys(specs).join(', ')} }; received ${show(value)}.`);
  }
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(specs).map((key) => [key, fitted(`${where}.${key}`, given[key], specs[key]!)]),
  );
}

function fittedLeaf(where: string, value: unknown, spec: TensorSpec): Element {
  const leaf = toElement(where, value);
  const shape = isContainer(leaf) ? undefined : (leaf as HostTensor).shape;
  if (shape === undefined || !shapesMatch(shape, spec.shape)) {
    const received = shape === undefined ? `a structure of ${flatten(leaf).length} values` : showShape(shape);
    throw new ShapeError(`${where}: expected the shape ${showShape(spec.shape)}; received ${received}.`);
  }
  return mapStructure(leaf, (one) => spec.convert(where, one));
}
