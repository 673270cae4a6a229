import { randomUUID } from 'node:crypto';
import { pathAround } from './assist/expression-path.js';
import { describeValue } from './assist/inspect.js';
import { questionIn } from './assist/question.js';
import { follow } from './assist/runtime-values.js';
import type { CellContext } from './context/cell-context.js';
import { SHELL } from './magics/command.js';
import { describeMagic, usageOf } from './magics/help.js';
import { fixForIPython } from './magics/ipython-names.js';
import type { MagicContext } from './magics/magic.js';
import { MagicError } from './magics/magic-error.js';
import { runCommand } from './magics/shell.js';
import { type Part, splitMagics } from './magics/split.js';
import { MAGICS } from './magics/table.js';
import type { Runner, RunnerParts } from './run.js';
import type { EngineOutput } from './streams/output.js';

/** What a cell gave. */
export interface CellResult {
  readonly value: unknown;
  /** Protocol section "Payloads". */
  readonly payload: readonly unknown[];
}

/** What a cell's magics need beside the runner's parts. */
export interface CellRunnerParts extends RunnerParts {
  readonly runner: Runner;
  readonly output: EngineOutput;
  setFolder(folder: string): void;
  reset(): void;
}

/** What ends a console, as with ipykernel; other front ends take no notice. */
const EXIT = /^\s*(exit|quit)(?:\(\))?\s*;?\s*$/;

/** Runs whole cells: TypeScript, magics between it, and `?name`. */
export class CellRunner {
  readonly #parts: CellRunnerParts;

  constructor(parts: CellRunnerParts) {
    this.#parts = parts;
  }

  async run(cell: CellContext, source: string): Promise<CellResult> {
    const question = questionIn(source);
    if (question) return { value: undefined, payload: [this.#page(question.name, question.detail)] };
    const word = EXIT.exec(source)?.[1];
    if (word && !this.#parts.names.has(word)) {
      return { value: undefined, payload: [{ source: 'ask_exit', keepkernel: false }] };
    }
    const payload: unknown[] = [];
    let value: unknown;
    const isName = (name: string) => this.#parts.names.has(name);
    for (const part of splitMagics(source, (name) => MAGICS.has(name), isName)) {
      if (part.kind === 'code') value = (await this.#parts.runner.evaluate(cell, part.code, source)).value;
      else value = await this.#magic(cell, part, payload);
    }
    return { value, payload };
  }

  /** `?name`: a page for the front end's pager. */
  #page(name: string, detail: 0 | 1): unknown {
    return { source: 'page', data: { 'text/plain': this.#describe(name, detail) }, start: 0 };
  }

  #describe(name: string, detail: 0 | 1): string {
    const magic = MAGICS.get(name.replace(/^%+/, ''));
    if (name.startsWith('%') && magic) return describeMagic(magic);
    const path = pathAround(name, name.length)?.path;
    const found = path && follow(path, this.#parts.names);
    if (!found) throw new MagicError(`?${name}: there is no variable ${name}`);
    return describeValue(name, found.value, detail, this.#parts.sources);
  }

  async #magic(
    cell: CellContext,
    part: Extract<Part, { kind: 'magic' }>,
    payload: unknown[],
  ): Promise<unknown> {
    if (part.name === SHELL) return runCommand(this.#context(cell, part, payload));
    const sign = part.body === undefined ? '%' : '%%';
    const magic = MAGICS.get(part.name);
    if (!magic) {
      throw new MagicError(
        `${sign}${part.name}: there is no magic of this name`,
        fixForIPython(part.name) ?? '%help lists them all.',
      );
    }
    if (!magic.kinds.includes(part.body === undefined ? 'line' : 'cell')) {
      throw new MagicError(
        `${sign}${part.name}: there is no such form of this magic`,
        `${usageOf(magic).join(' or ')}.`,
      );
    }
    return magic.run(this.#context(cell, part, payload));
  }

  #context(cell: CellContext, part: Extract<Part, { kind: 'magic' }>, payload: unknown[]): MagicContext {
    const { runner, waits, output, prelude, names, modules, setFolder, reset } = this.#parts;
    // Code in a magic keeps the cell's lines and columns: it is the end of the magic's line, or all that follows.
    const line = cell.source.split(/\r?\n/)[part.line - 1]?.trimEnd() ?? '';
    const inPlace = (code: string) =>
      part.body === undefined
        ? '\n'.repeat(part.line - 1) + ' '.repeat(Math.max(0, line.length - code.length)) + code
        : '\n'.repeat(part.line) + code;
    return {
      rest: part.rest,
      body: part.body,
      count: cell.count,
      get folder() {
        return modules.folder;
      },
      set folder(folder) {
        setFolder(folder);
      },
      evaluate: async (code) => (await runner.evaluate(cell, inPlace(code), cell.source)).value,
      prepare: (code) => runner.prepare(cell, inPlace(code), cell.source),
      wait: (promise) => waits.wait(waits.mark(), promise) as typeof promise,
      print: (text) => output.stream(cell.id, 'stdout', text),
      printError: (text) => output.stream(cell.id, 'stderr', text),
      display(data, { id = randomUUID(), again = false } = { id: randomUUID(), again: false }) {
        output.display(cell.id, { kind: again ? 'update' : 'display', id, data });
      },
      send: (message) => output.display(cell.id, message),
      addPayload: (one) => {
        payload.push(one);
      },
      library: () => waits.wait(waits.mark(), prelude.load(names.own)) as ReturnType<typeof prelude.load>,
      variables: () =>
        [...names.own, ...names.shadowNames].sort().map((name) => ({ name, value: names.read(name) })),
      checkTypes: (mode) => output.types(cell.id, mode),
      reset,
    };
  }
}
