/** Keras's snake case: `BatchNormalization` gives `batch_normalization`, `ReLU` gives `re_lu`, `KLDivergence` gives `kl_divergence`. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** `return_sequences` gives `returnSequences`, `beta_1` gives `beta1`; what has no underscore stays as it is. */
export function camelCase(name: string): string {
  return name.replace(/(?!^)_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The form under which `categoricalCrossentropy`, `categorical_crossentropy` and `CategoricalCrossentropy` are one id. */
export function canonicalId(id: string): string {
  return id.replace(/[\s_-]+/g, '').toLowerCase();
}

/** An object with its top-level keys in camel case, as Keras's saved configs become options. */
export function camelCaseKeys(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [camelCase(key), value]));
}

/** An object with its top-level keys in snake case, as Keras saves options. */
export function snakeCaseKeys(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [snakeKey(key), value]));
}

/** Keras writes a number at the end of an option after an underscore: `beta1` is `beta_1`. */
function snakeKey(key: string): string {
  return snakeCase(key).replace(/([a-z])(\d+)$/, '$1_$2');
}

const used = new Map<string, number>();

/** The next free name for a prefix, as Keras counts them: `dense`, `dense_1`, `dense_2` ... */
export function uniqueName(prefix: string): string {
  const base = snakeCase(prefix);
  const count = used.get(base) ?? 0;
  used.set(base, count + 1);
  return count === 0 ? base : `${base}_${count}`;
}

/** Starts the counting of {@link uniqueName} afresh (Keras's clear_session; also for tests). */
export function resetNames(): void {
  used.clear();
}

/** The candidates most like `name`, best first; empty if none is near. */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = canonicalId(name);
  return [...candidates]
    .map((candidate) => ({ candidate, distance: likeness(wanted, canonicalId(candidate)) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Edit distance; a name that begins with the other is near although it is much longer. */
function likeness(a: string, b: string): number {
  const distance = editDistance(a, b);
  return a.length >= 3 && (b.startsWith(a) || a.startsWith(b)) ? Math.min(distance, 1) : distance;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
