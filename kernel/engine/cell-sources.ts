import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compiledText } from './assist/function-text.js';
import { classHead, functionHead } from './assist/head-text.js';
import { type CellMap, type CompileOptions, mapCell, type OwnText, type Position } from './compile.js';
import type { Place } from './errors/places.js';

/** One executed cell, as errors need it. */
interface Kept {
  /** The server's id of the run. */
  readonly cell: number;
  readonly count: number;
  readonly text: string | Buffer;
  readonly options: CompileOptions;
  /** The whole cell, where the script is of a part of it. */
  readonly whole: string | undefined;
}

/** Longer texts are kept compressed. */
const LONG = 16_384;
/** So many cells' maps are kept at hand. */
const MAPS = 4;

/** The texts of the cells that ran, by the file name of their script. Maps are made when an error asks for them. */
export class CellSources {
  readonly #kept = new Map<string, Kept>();
  readonly #maps = new Map<string, CellMap>();
  readonly #counts = new Map<string, number>();
  /** What was found of a function or class: a later cell cannot have it. */
  readonly #texts = new WeakMap<object, { readonly own: OwnText | undefined }>();

  /**
   * Keeps a cell and gives its script's name, an absolute path in the notebook's folder (imports resolve from it).
   * `whole` is the cell's text when the script is of a part of it, between magics.
   */
  add(
    folder: string,
    { id, count }: { readonly id: number; readonly count: number },
    source: string,
    options: CompileOptions,
    whole = source,
  ): string {
    const stem = `${folder}/Cell ${count}`;
    const times = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, times);
    const fileName = times === 1 ? `${stem}.ts` : `${stem} (${times}).ts`;
    const text = source.length > LONG ? deflateRawSync(source) : source;
    this.#kept.set(fileName, { cell: id, count, text, options, whole: whole === source ? undefined : whole });
    return fileName;
  }

  has(fileName: string): boolean {
    return this.#kept.has(fileName);
  }

  /** The cell's number. */
  count(fileName: string): number | undefined {
    return this.#kept.get(fileName)?.count;
  }

  /** The server's id of the run that a script belongs to. */
  cell(fileName: string): number | undefined {
    return this.#kept.get(fileName)?.cell;
  }

  /** The cell's text. */
  text(fileName: string): string | undefined {
    const text = this.#kept.get(fileName)?.text;
    return typeof text === 'string' || text === undefined ? text : inflateRawSync(text).toString('utf8');
  }

  /** The text of the whole cell that a script belongs to. */
  wholeText(fileName: string): string | undefined {
    return this.#kept.get(fileName)?.whole ?? this.text(fileName);
  }

  /** The cell's position for one of its script; undefined for code that the compiler added. */
  locate(fileName: string, at: Position): Position | undefined {
    return this.#mapOf(fileName)?.locate(at);
  }

  /** The cell's position of a place. */
  locatePlace({ file, offset }: Place): Position | undefined {
    return this.#mapOf(file)?.locateOffset(offset);
  }

  /** The text of a function or class as the user wrote it; undefined where no cell has it. */
  textOf(value: (...parameters: never) => unknown): OwnText | undefined {
    let found = this.#texts.get(value);
    if (!found) {
      found = { own: this.#search(value) };
      this.#texts.set(value, found);
    }
    return found.own;
  }

  #search(value: (...parameters: never) => unknown): OwnText | undefined {
    const code = compiledText(value);
    // A getter's is `get x`; what was computed may have any.
    const name = String(Object.getOwnPropertyDescriptor(value, 'name')?.value ?? '');
    const word = /[\p{ID_Continue}$]*$/u.exec(name)?.[0] ?? '';
    const words = [word, ...parametersOf(code)];
    for (const fileName of [...this.#kept.keys()].reverse()) {
      const text = this.text(fileName) ?? '';
      if (!words.every((one) => text.includes(one))) continue;
      const own = this.#mapOf(fileName)?.textOf(code, word);
      if (own !== undefined) return own;
    }
    return undefined;
  }

  #mapOf(fileName: string): CellMap | undefined {
    let map = this.#maps.get(fileName);
    if (!map) {
      const source = this.text(fileName);
      const kept = this.#kept.get(fileName);
      if (source === undefined || !kept) return undefined;
      map = mapCell(source, kept.options);
      const oldest = this.#maps.keys().next();
      if (this.#maps.size >= MAPS && !oldest.done) this.#maps.delete(oldest.value);
      this.#maps.set(fileName, map);
    }
    return map;
  }
}

const STRING = /(["'])(?:\\.|(?!\1).)*\1/gs;
const NAME = /(?<![\p{ID_Continue}$])[\p{ID_Start}_][\p{ID_Continue}$]*/gu;

/** Names in the parameters of a function or constructor, which compiling leaves as they are. */
function parametersOf(code: string): readonly string[] {
  const list = /^class\b/.test(code) ? classHead(code, '').parameters : functionHead(code, '');
  // Where the compiler put something in, not all of them are the user's.
  if (list === undefined || list.includes('$cg')) return [];
  return list.replace(STRING, '').match(NAME) ?? [];
}
