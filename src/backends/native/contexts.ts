import type { Pointer, TensorFlowApi } from './c-api.js';
import { configProto, type NativeOptions } from './config.js';

/** How TensorFlow is set up. */
export interface Setup {
  readonly usual: NativeOptions;
  /** For functions that are wide; null where they are computed as everything else. */
  readonly wide: NativeOptions | null;
}

/** A context, and what computes in it when nothing else is said. */
interface Context {
  readonly pointer: Pointer;
  readonly executor: Pointer;
}

/** A function that a context can be told of. */
export interface NamedFunction {
  readonly name: string;
  readonly pointer: Pointer;
}

/**
 * TensorFlow's contexts, made when they are first needed. Tensors are at home in both: one computes what is given one by
 * one and most functions, the other functions that are wide, with more threads for each operation.
 */
export class Contexts {
  private usualOne: Context | undefined;
  private wideOne: Context | null = null;
  private readonly inWide = new Set<string>();

  /** `setup` is asked once, when the first context is made. */
  constructor(
    private readonly api: TensorFlowApi,
    private readonly setup: () => Setup,
  ) {}

  /** Whether there is one already, so that nothing can be set up any more. */
  get exist(): boolean {
    return this.usualOne !== undefined;
  }

  /** The context of what is given one by one. */
  get usual(): Pointer {
    return this.usualContext().pointer;
  }

  /** The context that has this operation or function. */
  of(name: string): Pointer {
    return this.inWide.has(name) ? this.wideOne!.pointer : this.usual;
  }

  /** Makes TensorFlow know functions. */
  define(functions: readonly NamedFunction[], wide: boolean): void {
    const { api } = this;
    const usual = this.usualContext();
    const context = (wide && this.wideOne) || usual;
    for (const { name, pointer } of functions) {
      api.TFE_ContextAddFunction(context.pointer, pointer, api.status);
      api.check('recorded function');
      if (context !== usual) this.inWide.add(name);
    }
  }

  /** Takes functions back. */
  forget(names: readonly string[]): void {
    const { api } = this;
    for (const name of names) {
      api.TFE_ContextRemoveFunction(this.of(name), name, api.status);
      this.inWide.delete(name);
    }
    api.check('recorded function');
  }

  /** Has the operations that `begin` calls computed by this executor, whichever context they are in. */
  through<T>(executor: Pointer, begin: () => T): T {
    const { api } = this;
    const usual = this.usualContext();
    const all = this.wideOne === null ? [usual] : [usual, this.wideOne];
    for (const { pointer } of all) api.TFE_ContextSetExecutorForThread(pointer, executor);
    try {
      return begin();
    } finally {
      for (const one of all) api.TFE_ContextSetExecutorForThread(one.pointer, one.executor);
    }
  }

  private usualContext(): Context {
    if (this.usualOne !== undefined) return this.usualOne;
    const { usual, wide } = this.setup();
    if (wide === null) this.usualOne = this.make(usual);
    else [this.wideOne, this.usualOne] = withThreadsOfTheirOwn(() => [this.make(wide), this.make(usual)]);
    return this.usualOne;
  }

  private make(options: NativeOptions): Context {
    const { api } = this;
    const config = configProto(options);
    const given = api.TFE_NewContextOptions();
    try {
      api.TFE_ContextOptionsSetConfig(given, config, config.length, api.status);
      api.check('TensorFlow configuration');
      const pointer = api.TFE_NewContext(given, api.status);
      api.check('TensorFlow context');
      return { pointer, executor: api.TFE_ContextGetExecutorForThread(pointer) };
    } finally {
      api.TFE_DeleteContextOptions(given);
    }
  }
}

/** Contexts of one process share the threads of the first one, unless this variable is set when that is made. */
function withThreadsOfTheirOwn<T>(make: () => T): T {
  const name = 'TF_OVERRIDE_GLOBAL_THREADPOOL';
  const before = process.env[name];
  process.env[name] = '1';
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}
