const numbers = new WeakMap<object, number>();
let given = 0;

/** A number for an object that no other object has. */
export function objectNumber(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  numbers.set(object, given);
  return given++;
}
