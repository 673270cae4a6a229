/** A class whose instances a factory makes. */
type Class = new (...args: never[]) => unknown;

/** For each class a function that makes an instance, so that `layers.dense(options)` is `new layers.Dense(options)`. */
export type Factories<T extends Readonly<Record<string, Class>>> = {
  readonly [K in keyof T]: (...args: ConstructorParameters<T[K]>) => InstanceType<T[K]>;
};

/** The lower-case functions of tfjs, as aliases of the classes. */
export function factories<const T extends Readonly<Record<string, Class>>>(classes: T): Factories<T> {
  const made = Object.entries(classes).map(([name, type]) => [
    name,
    (...args: unknown[]) => Reflect.construct(type, args),
  ]);
  return Object.fromEntries(made) as Factories<T>;
}
