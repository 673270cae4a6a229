/** The properties of an object with these names, where it has them. */
export function pick(object: object, names: readonly string[]): Record<string, never> {
  const kept = Object.entries(object).filter(([name]) => names.includes(name));
  return Object.fromEntries(kept) as Record<string, never>;
}
