/** A resource of a `using` declaration, and how it is disposed of. */
interface Resource {
  readonly value: unknown;
  readonly dispose: ((this: unknown) => unknown) | undefined;
  readonly isAsync: boolean;
}

/** The block of a `using` declaration. */
export interface UsingContext {
  /** What the block threw; set by the compiled code. */
  e: unknown;
  u(value: unknown): unknown;
  a(value: unknown): unknown;
  d(): unknown;
}

const NONE = Symbol('no error');

/**
 * What oxc's lowered `using` calls, by the proposal "Explicit Resource Management" (ECMA-262, DisposeResources): last one
 * first, an error in disposal suppresses the one before.
 */
function usingCtx(): UsingContext {
  const resources: Resource[] = [];
  const add = (value: unknown, isAsync: boolean): unknown => {
    if (value === null || value === undefined) {
      if (isAsync) resources.push({ value, dispose: undefined, isAsync });
      return value;
    }
    if (Object(value) !== value) throw new TypeError('using: expected an object, null or undefined');
    const methods = value as Record<symbol, unknown>;
    const found = (isAsync ? methods[asyncDispose] : undefined) ?? methods[dispose];
    if (typeof found !== 'function') {
      throw new TypeError(
        `using: the value has no [Symbol.${isAsync ? 'asyncDispose' : 'dispose'}]() method`,
      );
    }
    resources.push({ value, dispose: found as Resource['dispose'], isAsync });
    return value;
  };
  const context: UsingContext = {
    e: NONE,
    u: (value) => add(value, false),
    a: (value) => add(value, true),
    d: () => {
      const next = (): unknown => {
        for (;;) {
          const one = resources.pop();
          if (!one) break;
          try {
            const result = one.dispose?.call(one.value);
            if (one.isAsync)
              return Promise.resolve(result).then(next, (error: unknown) => {
                fail(context, error);
                return next();
              });
          } catch (error) {
            fail(context, error);
          }
        }
        if (context.e !== NONE) throw context.e;
        return undefined;
      };
      return next();
    },
  };
  return context;
}

function fail(context: UsingContext, error: unknown): void {
  context.e = context.e === NONE ? error : suppressed(error, context.e);
}

/** SuppressedError, which Node has from version 24 on. */
function suppressed(error: unknown, before: unknown): Error {
  const message = 'An error was suppressed during disposal.';
  const found = Object.assign(new Error(message), { error, suppressed: before });
  found.name = 'SuppressedError';
  return found;
}

const symbols = Symbol as unknown as { readonly dispose?: symbol; readonly asyncDispose?: symbol };
const dispose = symbols.dispose ?? Symbol.for('Symbol.dispose');
const asyncDispose = symbols.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** The compiler's `babelHelpers`. */
export const helpers = { usingCtx };
