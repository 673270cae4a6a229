import { constants, Script } from 'node:vm';
import type { CellSources } from './cell-sources.js';
import { type CompileOptions, compileCell } from './compile.js';
import { type CellContext, cellContext } from './context/cell-context.js';
import type { DebugGate } from './debug/debug-gate.js';
import type { Waits } from './interrupts/waits.js';
import type { Modules } from './modules.js';
import type { Names } from './names/names.js';
import type { Prelude } from './prelude.js';
import type { Runtime } from './runtime.js';
import { decoratorSettings } from './transpile/decorator-settings.js';

/** What running code needs of a session. */
export interface RunnerParts {
  readonly names: Names;
  readonly prelude: Prelude;
  readonly sources: CellSources;
  readonly waits: Waits;
  readonly modules: Modules;
  readonly runtime: Runtime;
  readonly gate: DebugGate;
}

/** Code that can be run, several times if need be. Gives the value of the last expression. */
export type Prepared = () => unknown;

/**
 * Runs code in the scope that all cells share: `vm.Script` in the main context, where loops run at full speed and objects
 * are of the same kinds as everywhere. The inspector's replMode was no way: redeclaring with another kind is an error
 * there, and `import()` fails.
 */
export class Runner {
  readonly #parts: RunnerParts;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /**
   * Compiles and runs a text. A promise as its value is not waited for, hence the wrapping. `whole` is the cell's text
   * when the code is a part of it.
   */
  async evaluate(cell: CellContext, code: string, whole?: string): Promise<{ readonly value: unknown }> {
    const { run, isAsync } = await this.#load(cell, code, whole);
    if (!isAsync) return { value: run() };
    const result = (await run()) as readonly [unknown] | undefined;
    return { value: result?.[0] };
  }

  /** Compiles a text once. An async one gives a promise. */
  async prepare(cell: CellContext, code: string, whole?: string): Promise<Prepared> {
    return (await this.#load(cell, code, whole)).run;
  }

  async #load(cell: CellContext, code: string, whole?: string): Promise<{ run: Prepared; isAsync: boolean }> {
    const { names, prelude, sources, waits, modules, runtime, gate } = this.#parts;
    const options: CompileOptions = {
      constants: names.constants,
      shadows: names.shadowNames,
      own: names.valued,
      isPlatform: names.isPlatform,
      ...(names.live.any && { follows: true }),
      ...(code.includes('@') ? decoratorSettings(modules.folder) : {}),
    };
    const compiled = compileCell(code, options);
    names.declare(compiled.declared, compiled.shadowed);
    if (prelude.isNeeded(compiled.references, names.own)) {
      await waits.wait(waits.mark(), prelude.load(names.own));
    }
    if (compiled.references.has('require')) await waits.wait(waits.mark(), modules.loadRequired(code));
    const filename = sources.add(modules.folder, cell, code, compiled.options, whole);
    const passed = gate.isClosed ? gate.wait(filename) : undefined;
    const script = new Script(compiled.script, {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const cellFunction = script.runInThisContext() as (runtime: Runtime, file: string) => unknown;
    if (passed) await waits.wait(waits.mark(), passed);
    return {
      run: () => cellContext.run(cell, () => cellFunction(runtime, filename)),
      isAsync: compiled.isAsync,
    };
  }
}
