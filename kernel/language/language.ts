import type { CompletionItem, Range } from 'vscode-languageserver-protocol/node';
import { type CompleteReply, reply } from '../engine/assist/complete-reply.js';
import { declaredNames } from '../engine/assist/declared-names.js';
import { NAME_END, nearBefore, pathBefore } from '../engine/assist/expression-path.js';
import { isAtMember } from '../engine/assist/member-place.js';
import { isAtKey, isAtType } from '../engine/assist/open-brackets.js';
import { TAKE_CODE } from '../engine/magics/split.js';
import type { CellError } from '../link.js';
import { cellCode, effectOf } from './cell-code.js';
import { CellFiles, offsetAt } from './cell-files.js';
import { describeHover, describeSignatures, madeBy, withDocumentation } from './description.js';
import { areMembers, areTypes, offersOf } from './offers.js';
import { ownErrors, typeError } from './type-errors.js';
import type { TypeScriptServer } from './typescript-server.js';

/** So many cells that ran are known, none longer than so many UTF-16 units. */
const CELLS = 150;
const LONGEST = 30_000;
/** So long is TypeScript waited for, in ms: its first answer takes half a second. */
const LIMIT = 3000;
/** So long, in ms, after the first question it is started, unless that one waits for it. */
const SOON = 500;
/** So long, in ms, it may be silent before it is ended: it hangs. */
const HANGS = 60_000;
/** So often it is started again when it ended by itself. */
const STARTS = 3;

interface Tools {
  readonly server: TypeScriptServer;
  files: CellFiles;
}

/**
 * Answers from types what run-time values cannot: members of calls, of variables whose cell did not run yet, the names of
 * options, the texts that an argument may be. TypeScript's server starts with the first such question,
 * or soon after one that values answered.
 */
export class Language {
  /** Where cells run, and before that where they ran. */
  #folders: readonly string[];
  readonly #limit: number;
  #cells: string[] = [];
  /** Those of them that TypeScript has not seen. It gets them when it is asked: at work it would slow the cells that follow. */
  #fresh: string[] = [];
  #tools: Promise<Tools | undefined> | undefined;
  #server: TypeScriptServer | undefined;
  #soon: NodeJS.Timeout | undefined;
  #stopped = false;
  #starts = 0;
  /** Changes when what the cells declared is gone. */
  epoch = 0;
  /** One question after the other: all of them write the same draft. */
  #queue: Promise<unknown> = Promise.resolve();

  /** For cells that run in `folder`; TypeScript is waited for `limit` ms. */
  constructor(folder: string, { limit = LIMIT }: { readonly limit?: number } = {}) {
    this.#folders = [folder];
    this.#limit = limit;
  }

  /** A cell ran. */
  note(source: string): void {
    const { resets, installs } = effectOf(source);
    if (resets) this.clear();
    if (installs) this.#restart();
    if (source.length > LONGEST) return;
    this.#cells.push(source);
    if (this.#cells.length > CELLS) this.#cells.shift();
    if (this.#tools === undefined) return;
    this.#fresh.push(source);
    if (this.#fresh.length > CELLS) this.#fresh.shift();
  }

  /** What the cells declared is gone; those that follow run in `folder`. */
  clear(folder = this.#folders[0]!): void {
    this.#cells = [];
    this.#fresh = [];
    this.epoch += 1;
    const folders = [folder];
    this.#folders = folders;
    this.#change(async (tools) => {
      tools.files = new CellFiles(tools.server, folder);
      await tools.server.move(folders);
    });
  }

  /** Cells run in this folder from now on. */
  move(folder: string): void {
    if (folder === this.#folders[0]) return;
    const folders = [folder, ...this.#folders.filter((one) => one !== folder)];
    this.#folders = folders;
    this.#change(async ({ server, files }) => {
      files.folder = folder;
      await server.move(folders);
    });
  }

  /**
   * What may stand at the cursor; undefined where TypeScript does not know, or not in time.
   *
   * @param isAnswered values have an answer: only what types know better is wanted
   */
  complete(source: string, cursor: number, isAnswered: boolean): Promise<CompleteReply | undefined> {
    const code = this.#codeAt(source, cursor);
    if (code === undefined) return Promise.resolve(undefined);
    const before = code.slice(0, cursor);
    const isMember = isAtMember(before);
    const isKey = !isMember && isAtKey(before);
    const isType = isAtType(before);
    if (isAnswered && !isKey && !isType && !isDeclaredHere(before)) {
      this.#startSoon();
      return Promise.resolve(undefined);
    }
    const prefix = PREFIX.exec(nearBefore(code, cursor))?.[0] ?? '';
    return this.#ask(async ({ server, files }) => {
      const { file, position } = await files.draft(code, cursor, prefix);
      const items = await server.completions(file, position);
      if (isKey && !areMembers(items)) return undefined;
      if (isAnswered && isType && !areTypes(items)) return undefined;
      return replyTo(items, code, cursor, prefix, isMember);
    });
  }

  /** What the name under the cursor is, or the function in whose arguments it stands. */
  inspect(source: string, cursor: number): Promise<string | undefined> {
    const code = this.#codeAt(source, cursor);
    if (code === undefined) return Promise.resolve(undefined);
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

  /**
   * What is wrong with the types of a cell that is about to run as number `count`: nothing is undefined, and `unknown` says
   * that nobody looked, or not in time.
   */
  async check(source: string, count: number): Promise<CellError | undefined | 'unknown'> {
    const code = cellCode(source);
    if (code.trim() === '') return undefined;
    if (source.length > LONGEST) return 'unknown';
    const errors = await this.#ask(async ({ server, files }) =>
      ownErrors(await server.diagnostics(await files.probe(code)), code),
    );
    if (errors === undefined) return 'unknown';
    return errors.length > 0 ? typeError(errors, source, count) : undefined;
  }

  /** Ends TypeScript's server, for good. */
  stop(): void {
    this.#stopped = true;
    this.#server?.stop();
  }

  /** The code of a cell; undefined where the cursor is in what is none of TypeScript's, and for long cells. */
  #codeAt(source: string, cursor: number): string | undefined {
    if (source.length > LONGEST || /^\?/.test(source)) return undefined;
    const code = cellCode(source);
    const start = source.lastIndexOf('\n', cursor - 1) + 1;
    const isBlank = (text: string) => text.slice(start, cursor).trim() === '';
    const isMagic = isBlank(code) && (!isBlank(source) || FOREIGN.test(source));
    return isMagic && !TAKES_CODE.test(source) ? undefined : code;
  }

  #ask<T>(work: (tools: Tools) => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#stopped) return Promise.resolve(undefined);
    this.#tools ??= this.#start();
    const running = this.#tools;
    const answer = this.#inTurn(async () => {
      const tools = await running;
      if (!tools) return undefined;
      return orStopped(
        tools.server,
        this.#catchUp(tools.files).then(() => work(tools)),
      );
    }).catch(() => undefined);
    return Promise.race([answer, delay(this.#limit)]);
  }

  /** Does something to the tools, if they are there, before the next question. */
  #change(work: (tools: Tools) => unknown): void {
    const running = this.#tools;
    if (!running) return;
    void this.#inTurn(async () => {
      const tools = await running;
      if (tools) await work(tools);
    }).catch(() => undefined);
  }

  async #catchUp(files: CellFiles): Promise<void> {
    for (let source = this.#fresh.shift(); source !== undefined; source = this.#fresh.shift())
      await files.add(cellCode(source));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  /** Who completes once will ask for types, too; by then they are there. */
  #startSoon(): void {
    this.#soon ??= setTimeout(() => {
      if (!this.#stopped) this.#tools ??= this.#start();
    }, SOON).unref();
  }

  /** Packages that were not there are not looked for again. */
  #restart(): void {
    if (this.#tools === undefined) return;
    this.#tools = undefined;
    this.#starts -= 1;
    this.#server?.stop();
  }

  async #start(): Promise<Tools | undefined> {
    if (++this.#starts > STARTS) return undefined;
    const known = [...this.#cells];
    this.#fresh = [];
    try {
      const { TypeScriptServer } = await import('./typescript-server.js');
      const server = await TypeScriptServer.start();
      const mine = this.#tools;
      void server.ended.then(() => {
        // The next question starts another one.
        if (this.#tools === mine) this.#tools = undefined;
      });
      this.#server = server;
      if (this.#stopped) server.stop();
      const folders = this.#folders;
      const files = new CellFiles(server, folders[0]!);
      const ready = async () => {
        await server.open(folders);
        for (const source of known) await files.add(cellCode(source));
      };
      await orStopped(server, ready());
      return { server, files };
    } catch {
      // Values go on answering; `cellgrad doctor` says whether TypeScript is there. One that cannot be used is not kept.
      this.#server?.stop();
      return undefined;
    }
  }
}

/** The answer of a server; undefined when it ends, which it must when it hangs. */
function orStopped<T>(server: TypeScriptServer, answer: Promise<T>): Promise<T | undefined> {
  const hangs = setTimeout(() => server.stop(), HANGS).unref();
  const gone = server.ended.then(() => undefined);
  return Promise.race([answer, gone]).finally(() => clearTimeout(hangs));
}

/** What stands of a name; a private one begins with its sign. */
const PREFIX = new RegExp(`#?${NAME_END.source}|#$`, 'u');

/** The body of such a magic is not TypeScript, whatever it looks like. */
const FOREIGN = /^\s*%%/;
const TAKES_CODE = new RegExp(`^\\s*%%(?:${[...TAKE_CODE].join('|')})\\b`);

/** True behind a chain whose first name this cell declares: the session's value of that name is an older one. */
function isDeclaredHere(before: string): boolean {
  const root = pathBefore(before, before.length)?.owner[0];
  return root !== undefined && declaredNames(before).has(root);
}

function replyTo(
  items: readonly CompletionItem[],
  code: string,
  cursor: number,
  prefix: string,
  isMember: boolean,
): CompleteReply | undefined {
  const typed = (range?: Range) => (range ? code.slice(offsetAt(code, range.start), cursor) : prefix);
  const { offers, range } = offersOf(items, typed, isMember);
  if (offers.length === 0) return undefined;
  if (!range) return reply(offers, cursor - prefix.length, cursor);
  return reply(offers, offsetAt(code, range.start), Math.max(cursor, offsetAt(code, range.end)));
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
