import type { CompletionItem, Range } from 'vscode-languageserver-protocol/node';
import { type CompleteReply, reply } from '../engine/assist/complete-reply.js';
import type { CellError } from '../link.js';
import { cellCode } from './cell-code.js';
import { CellFiles, offsetAt } from './cell-files.js';
import { describeHover, describeSignatures, madeBy, withDocumentation } from './description.js';
import { areMembers, offersOf } from './offers.js';
import { isAtKey } from './open-brackets.js';
import { ownErrors, typeError } from './type-errors.js';
import type { TypeScriptServer } from './typescript-server.js';

/** So many cells that ran are known, none longer than so many UTF-16 units. */
const CELLS = 2000;
const LONGEST = 100_000;
/** So long is TypeScript waited for, in ms: its first answer takes half a second. */
const LIMIT = 3000;
/** So long, in ms, it may be silent before it is ended: it hangs. */
const HANGS = 60_000;
/** So often it is started again when it ended by itself. */
const STARTS = 3;

const NAME_BEFORE = /[\p{ID_Continue}$\u200c\u200d]*$/u;

interface Tools {
  readonly server: TypeScriptServer;
  files: CellFiles;
}

/**
 * Answers from types what run-time values cannot: members of calls, of variables whose cell did not run yet, the names of
 * options, the texts that an argument may be. TypeScript's server starts with the first such question.
 */
export class Language {
  readonly #folder: string;
  #cells: string[] = [];
  #tools: Promise<Tools | undefined> | undefined;
  #server: TypeScriptServer | undefined;
  #stopped = false;
  #starts = 0;
  /** False when TypeScript could not be started. */
  isThere = true;
  /** One question after the other: all of them write the same draft. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A cell ran. */
  note(source: string): void {
    if (source.length > LONGEST) return;
    if (/^\s*%reset\b/m.test(source)) this.clear();
    const code = cellCode(source);
    if (code.trim() === '') return;
    this.#cells.push(code);
    if (this.#cells.length > CELLS) this.#cells.shift();
    this.#withTools(({ files }) => files.add(code));
  }

  /** What the cells declared is gone. */
  clear(): void {
    this.#cells = [];
    this.#withTools((tools) => {
      tools.files = new CellFiles(tools.server, this.#folder);
    });
  }

  /**
   * What may stand at the cursor; undefined where TypeScript does not know, or not in time.
   *
   * @param onlyKeys only where an object's options are named
   */
  complete(source: string, cursor: number, onlyKeys: boolean): Promise<CompleteReply | undefined> {
    if (!this.#isAbout(source, cursor)) return Promise.resolve(undefined);
    const code = cellCode(source);
    const isKey = isAtKey(code.slice(0, cursor));
    if (onlyKeys && !isKey) return Promise.resolve(undefined);
    const prefix = NAME_BEFORE.exec(code.slice(0, cursor))?.[0] ?? '';
    return this.#ask(async ({ server, files }) => {
      const { file, position } = await files.draft(code, cursor, prefix);
      const items = await server.completions(file, position);
      if (isKey ? !areMembers(items) : items.length === 0) return undefined;
      return replyTo(items, code, cursor, prefix);
    });
  }

  /** What the name under the cursor is, or the function in whose arguments it stands. */
  inspect(source: string, cursor: number): Promise<string | undefined> {
    if (!this.#isAbout(source, cursor)) return Promise.resolve(undefined);
    const code = cellCode(source);
    return this.#ask(async ({ server, files }) => {
      const { file, position } = await files.draft(code, cursor, '');
      const before = { ...position, character: Math.max(0, position.character - 1) };
      const found =
        describeHover(await server.hover(file, position)) ??
        describeHover(await server.hover(file, before)) ??
        describeSignatures(await server.signatures(file, position));
      const made = found && madeBy(found);
      if (!made) return found;
      const longer = `${code}\n;${made}`;
      const at = await files.draft(longer, longer.length, '');
      return withDocumentation(found, describeHover(await server.hover(at.file, at.position)));
    });
  }

  /** What is wrong with the types of a cell that is about to run as number `count`; undefined when nothing is, or nobody knows. */
  async check(source: string, count: number): Promise<CellError | undefined> {
    const code = cellCode(source);
    if (source.length > LONGEST || code.trim() === '') return undefined;
    return this.#ask(async ({ server, files }) => {
      const errors = ownErrors(await server.diagnostics(await files.probe(code)), code);
      return errors.length > 0 ? typeError(errors, source, count) : undefined;
    });
  }

  /** Ends TypeScript's server, for good. */
  stop(): void {
    this.#stopped = true;
    this.#server?.stop();
  }

  /** A magic's line and a long cell are none of TypeScript's. */
  #isAbout(source: string, cursor: number): boolean {
    const line = source.slice(source.lastIndexOf('\n', cursor - 1) + 1, cursor);
    return source.length <= LONGEST && !/^[%!?]/.test(line);
  }

  #ask<T>(work: (tools: Tools) => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#stopped) return Promise.resolve(undefined);
    this.#tools ??= this.#start();
    const running = this.#tools;
    const answer = this.#inTurn(async () => {
      const tools = await running;
      return tools && Promise.race([work(tools), tools.server.ended.then(() => undefined)]);
    }).catch(() => undefined);
    const hangs = setTimeout(() => this.#server?.stop(), HANGS).unref();
    void answer.then(() => clearTimeout(hangs));
    return Promise.race([answer, delay(LIMIT)]);
  }

  /** Does something when its turn comes, where TypeScript runs. */
  #withTools(work: (tools: Tools) => void | Promise<void>): void {
    const running = this.#tools;
    if (!running) return;
    const done = this.#inTurn(async () => {
      const tools = await running;
      if (tools) await work(tools);
    });
    // Who asks next hears of it.
    done.catch(() => {});
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  async #start(): Promise<Tools | undefined> {
    if (++this.#starts > STARTS) return undefined;
    try {
      const { TypeScriptServer } = await import('./typescript-server.js');
      const server = await TypeScriptServer.start(this.#folder);
      this.#server = server;
      if (this.#stopped) server.stop();
      const own = this.#tools;
      void server.ended.then(() => {
        // The next question starts another one.
        if (this.#tools === own) this.#tools = undefined;
      });
      const files = new CellFiles(server, this.#folder);
      for (const code of this.#cells) await files.add(code);
      return { server, files };
    } catch {
      // Run-time values go on answering.
      this.isThere = false;
      return undefined;
    }
  }
}

function replyTo(
  items: readonly CompletionItem[],
  code: string,
  cursor: number,
  prefix: string,
): CompleteReply | undefined {
  const typed = (range?: Range) => (range ? code.slice(offsetAt(code, range.start), cursor) : prefix);
  const { offers, range } = offersOf(items, typed);
  if (offers.length === 0) return undefined;
  if (!range) return reply(offers, cursor - prefix.length, cursor);
  return reply(offers, offsetAt(code, range.start), Math.max(cursor, offsetAt(code, range.end)));
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
