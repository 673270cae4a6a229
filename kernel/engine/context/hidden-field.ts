/** A value on each of many objects, which nobody else can see. */
export interface HiddenField<Value> {
  get(object: object): Value | undefined;
  set(object: object, value: Value): void;
}

/** A class whose instance is what it is given: fields of its children come to stand on that. */
const Itself = function Itself(object: object): object {
  return object;
} as unknown as new (
  object: object,
) => object;

/**
 * A private field that objects of any kind are given. A WeakMap does the same, but with a million promises in it V8 stands
 * still for many seconds, in which nothing can interrupt it, each time that it tidies the map up.
 */
export function hiddenField<Value>(): HiddenField<Value> {
  return class Field extends Itself {
    #value: Value;

    constructor(object: object, value: Value) {
      super(object);
      this.#value = value;
    }

    static get(object: object): Value | undefined {
      return #value in object ? object.#value : undefined;
    }

    static set(object: object, value: Value): void {
      if (#value in object) object.#value = value;
      else new Field(object, value);
    }
  };
}
