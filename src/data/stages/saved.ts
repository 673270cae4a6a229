import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AtomicWriter } from '../../support/atomic-writer.js';
import { checkChoice } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { mapStructure, type Nested } from '../../support/structure.js';
import type { Element } from '../element.js';
import { type Compression, ElementWriter, readElements } from '../element-file.js';
import { commonSpec, type ElementSpec, specOf, specOfElement } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { TensorSpec } from '../tensor-spec.js';
import { written } from './cache-file.js';

/** A saved dataset is a folder: its elements, and what is known of them, which is written last. */
const elementsFile = (path: string) => join(path, 'elements');
const specFile = (path: string) => join(path, 'dataset.json');

const FORMAT = 'cellgrad-dataset-1';

/** Options of `save` and `snapshot`. */
export interface SavedOptions {
  /** `'GZIP'`: elements are packed, each by itself. Loading finds out. */
  readonly compression?: Compression | undefined;
}

/** The file `dataset.json`; leaves of the structure are texts. */
interface Saved {
  readonly format: string;
  readonly cardinality: number;
  readonly elementSpec: Nested<string> | null;
}

/** The elements of `input`, which a complete reading puts into a folder in place of what was saved there. */
export function saving(
  where: string,
  input: Stage<Element>,
  path: string,
  { compression = null }: SavedOptions = {},
): Stage<Element> {
  if (compression !== null) checkChoice(where, 'compression', compression, ['GZIP']);
  return {
    ...input,
    open() {
      try {
        mkdirSync(path, { recursive: true });
        // Until the new one is whole there is none.
        rmSync(specFile(path), { force: true });
      } catch (error) {
        throw new ValueError(`${where}: ${path}: expected a folder (${(error as Error).message}).`, {
          cause: error,
        });
      }
      let cardinality = 0;
      let spec: ElementSpec | undefined;
      const seen = (element: Element) => {
        const one = specOfElement(element);
        spec = cardinality++ === 0 ? one : commonSpec(spec, one);
      };
      const done = () => {
        const told = specOf(input, false) ?? spec;
        const elementSpec = told === undefined ? null : mapStructure(told, (leaf) => JSON.stringify(leaf));
        const saved: Saved = { format: FORMAT, cardinality, elementSpec };
        const file = new AtomicWriter(where, specFile(path));
        file.write(Buffer.from(JSON.stringify(saved)));
        file.commit();
      };
      return written(input.open(), new ElementWriter(where, elementsFile(path), compression), seen, done);
    },
  };
}

/** What was saved in a folder. */
export function saved(where: string, path: string): Stage<Element> {
  const { cardinality, spec } = readSaved(where, path);
  return {
    name: 'load',
    details: path,
    cardinality,
    spec: spec && (() => spec),
    open: () => readElements(where, elementsFile(path), 'save the dataset again', cardinality),
  };
}

/** As `saving` in the first complete reading, as `saved` from then on, also in later runs. */
export function snapshot(input: Stage<Element>, path: string, options: SavedOptions): Stage<Element> {
  const where = 'Dataset.snapshot';
  const making = saving(where, input, path, options);
  return {
    ...input,
    name: 'snapshot',
    details: path,
    open: () => (existsSync(specFile(path)) ? saved(where, path) : making).open(),
  };
}

function readSaved(where: string, path: string): { cardinality: number; spec: ElementSpec | undefined } {
  try {
    const found = JSON.parse(readFileSync(specFile(path), 'utf8')) as Saved;
    if (found?.format !== FORMAT) throw new Error('another format');
    const { cardinality, elementSpec } = found;
    if (!Number.isSafeInteger(cardinality) || cardinality < 0) throw new Error('no number of elements');
    const spec = elementSpec === null ? undefined : mapStructure(elementSpec, specFrom);
    return { cardinality, spec };
  } catch (error) {
    throw new ValueError(
      `${where}: ${path}: expected a dataset that was saved (${(error as Error).message}).`,
      {
        fix: "await dataset.save('folder') writes one, to its end",
        cause: error,
      },
    );
  }
}

function specFrom(leaf: string): TensorSpec {
  const { shape, ...options } = JSON.parse(leaf) as { readonly shape: Shape };
  if (!Array.isArray(shape)) throw new Error('a value without a shape');
  return new TensorSpec({ shape, ...options });
}
