import type * as tf from '@tensorflow/tfjs-core';
import type { SeedGenerator } from '../backends/random.js';
import type { Variable } from '../backends/variable.js';
import { snakeCase } from '../support/names.js';
import { isContainer } from '../support/structure.js';
import type { OwnHooks } from './saving-hooks.js';

/** What can be saved: layers, models and optimizers. */
export interface Saveable {
  readonly name: string;
  /** Keras's name of the class. */
  readonly className: string;
  /** The class's name in the paths of a file, where Keras defines it under another one. */
  readonly definedName?: string;
  /** Its own variables, and the saveable objects in it. */
  savedState(): SavedState;
}

/** One saveable object, or lists of them to any depth. */
export type SavedPart = Saveable | readonly SavedPart[];

/** What an object keeps beside its variables, such as a vocabulary. */
export interface SavedExtras {
  /** Numbers by name, beside the variables in the weights file. */
  arrays(): Readonly<Record<string, readonly number[]>>;
  /** Files of text by name, under `assets` in a `.keras` file. */
  texts(): Readonly<Record<string, string>>;
  /** Takes back what a file has of them. */
  restore(arrays: Readonly<Record<string, ArrayLike<number>>>, texts: Readonly<Record<string, string>>): void;
}

/** What a {@link Saveable} has to save. */
export interface SavedState {
  /** In Keras's order. */
  readonly variables: readonly Variable[];
  /** Its sources of random numbers; they are in backups of a training, and not in models' files. */
  readonly generators?: readonly SeedGenerator[];
  /** By attribute: those of `first` come before the others, which come in the order of their names. */
  readonly parts: Readonly<Record<string, SavedPart>>;
  readonly first?: string | undefined;
  /** True: where a file does not fit, the object begins afresh instead of the load failing, as Keras's optimizers. */
  readonly optional?: boolean | undefined;
  readonly extras?: SavedExtras | undefined;
  readonly adapter?: SavedAdapter | undefined;
  /** What its class does in place of all that. */
  readonly own?: OwnHooks | undefined;
}

/** Matrices that are added to a weight: files have their sum, backups of a training have all apart. */
export interface SavedAdapter {
  readonly weight: Variable;
  readonly matrices: readonly Variable[];
  /** The sum, which the caller disposes of. */
  merged(): tf.Tensor;
}

/** The saveable objects in the public fields of an object, under Keras's names of the fields. */
export function savedParts(owner: object): Record<string, SavedPart> {
  const parts: Record<string, SavedPart> = {};
  for (const key of Object.keys(owner)) {
    const part = partOf((owner as Record<string, unknown>)[key], owner);
    if (part !== undefined) parts[snakeCase(key)] = part;
  }
  return parts;
}

function partOf(value: unknown, owner: object): SavedPart | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  if (value === owner) return undefined;
  if (isSaveable(value)) return value;
  if (value instanceof Map) return listOf([...value.values()], owner);
  return isContainer(value) ? listOf(Object.values(value), owner) : undefined;
}

/** Keras numbers the lists in a list, also those in which nothing is to be saved. */
function listOf(values: readonly unknown[], owner: object): SavedPart[] {
  return values.flatMap((value) => {
    const part = partOf(value, owner);
    return part === undefined ? [] : [part];
  });
}

function isSaveable(value: object): value is Saveable {
  return typeof (value as Partial<Saveable>).savedState === 'function';
}

/** A saveable object and where in a file its variables are. */
export interface SavedPlace {
  /** As `layers/dense_1`; empty for the object itself. */
  readonly path: string;
  readonly saveable: Saveable;
  readonly variables: readonly Variable[];
  readonly generators: readonly SeedGenerator[];
  readonly optional: boolean;
  readonly extras: SavedExtras | undefined;
  readonly adapter: SavedAdapter | undefined;
  readonly own: OwnHooks | undefined;
}

/**
 * All objects below one, each where Keras has it: by the attribute that holds it, in lists by the class and a counter,
 * never by its own name. What can be reached on several ways is at the first one.
 */
export function savedPlaces(root: Saveable): SavedPlace[] {
  const places: SavedPlace[] = [];
  const seen = new Set<Saveable>();
  const visit = (part: SavedPart, path: string): void => {
    if (isList(part)) {
      visitList(part, path);
      return;
    }
    if (seen.has(part)) return;
    seen.add(part);
    const {
      variables,
      parts,
      first,
      generators = [],
      optional = false,
      extras,
      adapter,
      own,
    } = part.savedState();
    places.push({ path, saveable: part, variables, generators, optional, extras, adapter, own });
    for (const key of Object.keys(parts).sort((a, b) => compare(a, b, first)))
      visit(parts[key] as SavedPart, join(path, key));
  };
  const visitList = (list: readonly SavedPart[], path: string): void => {
    const used = new Map<string, number>();
    for (const item of list) {
      const name = isList(item) ? 'container' : snakeCase(item.definedName ?? item.className);
      const count = used.get(name) ?? 0;
      used.set(name, count + 1);
      visit(item, join(path, count === 0 ? name : `${name}_${count}`));
    }
  };
  visit(root, '');
  return places;
}

function isList(part: SavedPart): part is readonly SavedPart[] {
  return Array.isArray(part);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** Keras's order: private attributes last, the others as Python sorts text. */
function compare(a: string, b: string, first: string | undefined): number {
  const rank = (name: string) => (name === first ? 0 : name.startsWith('_') ? 2 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}
