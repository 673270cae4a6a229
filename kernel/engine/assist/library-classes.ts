/** What the library exports. */
type Exports = Readonly<Record<string, unknown>>;

let library: Exports | undefined;
let prototypes: ReadonlySet<unknown> | undefined;

/** Says which library is loaded. */
export function noteLibrary(loaded: Exports): void {
  library = loaded;
  prototypes = undefined;
}

/** Getters that only hand out what an object has. Others compute with tensors, or call functions of the user's. */
const HANDED_OUT = new Set([
  'inputs',
  'layers',
  'nonTrainableVariables',
  'nonTrainableWeights',
  'optimizer',
  'outputs',
  'trainableVariables',
  'trainableWeights',
  'variables',
  'weights',
]);

/** True for such a getter of an object of one of the library's classes, and not of a class that the user made of it. */
export function isHandedOut(value: object, name: string): boolean {
  if (!HANDED_OUT.has(name)) return false;
  // The library has a thousand names: they are looked through when that is first asked.
  prototypes ??= prototypesOf(library ?? {});
  return prototypes.has(Object.getPrototypeOf(value));
}

function prototypesOf(exports: Exports): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  const add = (value: unknown) => {
    if (typeof value === 'function' && value.prototype) found.add(value.prototype);
  };
  for (const value of Object.values(exports)) {
    add(value);
    if (typeof value !== 'object' || value === null) continue;
    for (const property of Object.values(Object.getOwnPropertyDescriptors(value))) add(property.value);
  }
  return found;
}
