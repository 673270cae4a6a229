import { KeyboardInterrupt } from '../support/errors.js';
import { sizeOf } from '../support/shape.js';
import { flatten, mapStructure } from '../support/structure.js';
import { DatasetSpec } from './dataset-spec.js';
import type { Element, InnerPipeline } from './element.js';
import {
  Asynchronous,
  asynchronous,
  commonSpec,
  type ElementSpec,
  firstOf,
  shapeOf,
  specOf,
  specWith,
} from './element-spec.js';
import { HostTensor } from './host-tensor.js';
import { listStage, type Stage } from './stage.js';
import type { Awaitable } from './stream.js';
import { TensorSpec } from './tensor-spec.js';

/**
 * What a function makes of elements of `input`: of two examples, one of zeros and one of ones, of other sizes where sizes
 * vary, so that what differs in its results varies too. A function that has to have values of its own gets the first element.
 */
export function calledSpec<T>(
  input: Stage<Element>,
  called: (element: Element) => Awaitable<T>,
  specOfResult: (result: T) => ElementSpec,
): ElementSpec {
  const call = (element: Element): ElementSpec => {
    const result = called(element);
    if (result instanceof Promise) throw asynchronous(result);
    return specOfResult(result);
  };
  const given = specOf(input, true) as ElementSpec;
  try {
    const [zeros, ones] = [0, 1].map((value) => call(exampleElement(given, value))) as [
      ElementSpec,
      ElementSpec,
    ];
    if (areAlike(zeros, ones)) return commonSpec(zeros, ones) as ElementSpec;
  } catch (error) {
    if (error instanceof KeyboardInterrupt || error instanceof Asynchronous) throw error;
  }
  return calledFirst(input, given, call);
}

/** A value of 0 or 1 everywhere, or a text of no words or of two; an axis that varies has 2 or 3, as has a dataset. */
function exampleOf(spec: TensorSpec | DatasetSpec, value: number): HostTensor | InnerPipeline {
  if (spec instanceof DatasetSpec) {
    const items = Array.from({ length: 2 + value }, () => exampleElement(spec.elementSpec, value));
    return spec.dataset({ ...listStage('window', '', items), spec: () => spec.elementSpec });
  }
  const { shape, dtype } = spec;
  const sizes = shape.map((size) => size ?? 2 + value);
  const count = sizeOf(sizes);
  const values =
    dtype === 'string'
      ? Array<string>(count).fill(value === 0 ? '' : 'a b')
      : new { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype](count).fill(value);
  return new HostTensor(values, sizes, dtype);
}

function exampleElement(spec: ElementSpec, value: number): Element {
  return mapStructure(spec, (leaf) => exampleOf(leaf, value));
}

/** True for one structure of dtypes and ranks. */
function areAlike(a: ElementSpec, b: ElementSpec): boolean {
  const kinds = (spec: ElementSpec) =>
    JSON.stringify(
      mapStructure(spec, (leaf) =>
        leaf instanceof TensorSpec ? [leaf.dtype, leaf.shape.length].join() : '',
      ),
    );
  return kinds(a) === kinds(b);
}

/** A size that the function seems to have kept of the first element varies where it does in the input. */
function calledFirst(
  input: Stage<Element>,
  given: ElementSpec,
  call: (first: Element) => ElementSpec,
): ElementSpec {
  const first = firstOf(input);
  const before = flatten(first).map(shapeOf);
  const varying = flatten(given).map((one) => (one instanceof TensorSpec ? one.shape : []));
  return mapStructure(call(first), (leaf) => {
    if (leaf instanceof DatasetSpec) return leaf;
    const varies = (axis: number, size: number | null) =>
      varying.some((sizes, i) => sizes[axis] === null && before[i]?.[axis] === size);
    return specWith(
      leaf.shape.map((size, axis) => (varies(axis, size) ? null : size)),
      leaf.dtype,
    );
  });
}
