import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { SavedExtras, SavedState } from '../../../saving/saveable.js';
import { checkChoice, checkNaturalNumber, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { snakeCase } from '../../../support/names.js';
import type { Shape } from '../../../support/shape.js';
import { Layer } from '../../layer.js';
import { optionsFromConfig } from '../../layer-config.js';
import { SymbolicTensor } from '../../symbolic-tensor.js';
import { type AdaptSource, adaptBatches } from '../adapt-batches.js';
import { checkDense, encodedShape } from '../category-codes.js';
import { encodeIndices } from '../encode-indices.js';
import { getSalt, hashToken } from '../hash-token.js';
import type { HostValues, Token, TokenArray } from '../host-values.js';
import {
  checkNamesNoFile,
  getLookupMode,
  type IndexLookupOptions,
  type LookupMode,
} from './lookup-options.js';
import { TokenCounts } from './token-counts.js';

/** What the layers that look tokens up in a vocabulary have in common. */
export abstract class IndexLookup<T extends Token> extends Layer {
  readonly maxTokens: number | null;
  readonly numOovIndices: number;
  readonly maskToken: T | null;
  readonly oovToken: T | null;
  readonly invert: boolean;
  readonly outputMode: LookupMode;
  readonly padToMaxTokens: boolean;
  readonly oovMethod: 'floormod' | 'farmhash';
  readonly salt: readonly [number, number] | null;
  /** The vocabulary and its weights as options gave them: they are in the config, and `adapt` leaves them alone. */
  readonly #given: {
    readonly vocabulary: readonly T[] | null;
    readonly idfWeights: readonly number[] | null;
  };
  readonly #fixed: boolean;
  #tokens: readonly T[] = [];
  #index = new Map<T, number>();
  /** Of all tokens, the special ones first. */
  #idf: readonly number[] | null = null;
  /** How many tokens results were made for; known from a file before its vocabulary is read. */
  #size: number | null = null;
  /** True for a vocabulary that was given, learnt or read. */
  #learnt = false;

  constructor(options: IndexLookupOptions<T>, oovToken: T) {
    super(options);
    const where = this.className;
    const { vocabulary = null, idfWeights = null, outputMode = 'int', maxTokens = null } = options;
    this.maxTokens = maxTokens === null ? null : checkNaturalNumber(where, 'maxTokens', maxTokens);
    if (maxTokens !== null && maxTokens <= 1) {
      throw new ValueError(`${where}: maxTokens must be more than 1; received ${maxTokens}.`);
    }
    this.numOovIndices = checkNaturalNumber(where, 'numOovIndices', options.numOovIndices ?? 1);
    this.maskToken = options.maskToken ?? null;
    this.oovToken = options.oovToken === undefined ? oovToken : options.oovToken;
    this.invert = options.invert ?? false;
    this.outputMode = getLookupMode(where, outputMode);
    this.padToMaxTokens = options.padToMaxTokens ?? false;
    this.oovMethod = checkChoice(where, 'oovMethod', options.oovMethod ?? 'floormod', [
      'floormod',
      'farmhash',
    ]);
    this.salt = getSalt(where, options.salt);
    checkDense(where, options.sparse);
    this.#check(idfWeights);
    this.#fixed = vocabulary !== null;
    const inFile = typeof vocabulary === 'string';
    this.#given = { vocabulary: inFile ? null : vocabulary, idfWeights };
    if (vocabulary !== null) this.setVocabulary(vocabulary, idfWeights);
  }

  /** The values of a tensor or of arrays on the host. */
  protected abstract read(data: tf.Tensor | TokenArray): HostValues<T>;
  /** A token of a line of a file. */
  protected abstract parse(line: string): T;
  /** Tokens as a tensor. */
  protected abstract tokenTensor(tokens: readonly T[], shape: readonly number[]): tf.Tensor;
  /** True for integers, which need not be hashed. */
  protected abstract readonly integers: boolean;

  /**
   * Learns the vocabulary, forgetting the one before: the most frequent tokens first. Texts or numbers in arrays or a
   * tensor, each row a document, or batches of a generator or a data set, of whose tuples the first element counts. A
   * promise for what gives batches asynchronously; `steps`: how many batches to take.
   */
  adapt(
    data: AsyncIterable<unknown>,
    options?: { readonly steps?: number | null | undefined },
  ): Promise<void>;
  adapt(
    data: tf.Tensor | TokenArray | AdaptSource<tf.Tensor | TokenArray>,
    options?: { readonly steps?: number | null | undefined },
  ): void;
  adapt(
    data: unknown,
    { steps = null }: { readonly steps?: number | null | undefined } = {},
  ): void | Promise<void> {
    const counts = new TokenCounts<T>();
    const learn = (batch: tf.Tensor | TokenArray) => counts.add(documents(this.read(batch), batch !== data));
    return adaptBatches(this.#where, data, steps, learn, () => this.adopt(counts));
  }

  /** Takes the tokens that were counted as the vocabulary. */
  adopt(counts: TokenCounts<T>): void {
    if (this.#fixed) {
      throw new ValueError(`${this.#where}: adapt has nothing to learn where a vocabulary was given.`);
    }
    const limit = this.maxTokens === null ? Number.POSITIVE_INFINITY : this.maxTokens - this.#specials.length;
    const tokens = counts.sorted([this.maskToken, this.oovToken], limit);
    const idf = tokens.map((token) => counts.inverseDocumentFrequency(token));
    this.#take(tokens, this.outputMode === 'tfIdf' ? withSpecials(idf, this.#specials.length) : null);
  }

  /** Sets the tokens, with the special ones in front or without them; `idfWeights` go with them in the mode 'tfIdf'. */
  setVocabulary(vocabulary: readonly T[] | string, idfWeights: readonly number[] | null = null): void {
    const listed = typeof vocabulary === 'string' ? this.#fromFile(vocabulary) : vocabulary;
    const where = this.#where;
    if (!Array.isArray(listed) || listed.length === 0) {
      throw new ValueError(
        `${where}: expected a vocabulary of at least one token; received ${show(listed)}.`,
      );
    }
    const specials = this.#specials;
    const whole = specials.every((token, i) => listed[i] === token);
    const tokens = whole ? listed.slice(specials.length) : [...listed];
    checkTokens(where, tokens, { mask: this.maskToken, oov: this.invert ? this.oovToken : null, specials });
    if (this.maxTokens !== null && tokens.length + specials.length > this.maxTokens) {
      throw new ValueError(
        `${where}: expected at most ${this.maxTokens} tokens (maxTokens); received ${tokens.length + specials.length}.`,
      );
    }
    if ((this.outputMode === 'tfIdf') !== (idfWeights !== null)) {
      throw new ValueError(
        `${where}: idfWeights belong to outputMode 'tfIdf', and only there; it is '${this.outputMode}', and there are ${idfWeights === null ? 'none' : 'some'}.`,
      );
    }
    if (idfWeights !== null && idfWeights.length !== listed.length) {
      throw new ValueError(`${where}: expected ${listed.length} idfWeights; received ${idfWeights.length}.`);
    }
    const idf = idfWeights && (whole ? [...idfWeights] : withSpecials(idfWeights, specials.length));
    this.#take(tokens, idf);
  }

  /** The tokens in the order of their indices; `includeSpecialTokens: false` leaves those for masks and unknown ones out. */
  getVocabulary({ includeSpecialTokens = true }: { readonly includeSpecialTokens?: boolean } = {}): T[] {
    return includeSpecialTokens ? [...(this.#specials as T[]), ...this.#tokens] : [...this.#tokens];
  }

  /** The number of tokens, those for masks and unknown ones too. */
  vocabularySize(): number {
    return this.#tokens.length + this.#specials.length;
  }

  protected override get takesText(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    if (this.invert) {
      if (!this.#learnt) throw this.#missing('indices would all be unknown');
      const { shape, values } = integersOf(this.#where, inputs);
      const vocabulary = this.getVocabulary();
      return this.tokenTensor(
        values.map((index) => (vocabulary[index] ?? this.oovToken) as T),
        shape,
      );
    }
    const { shape, values } = this.read(inputs);
    return this.encode(this.indices(values), shape);
  }

  /** The indices of tokens; below zero for those that count nowhere. */
  indices(tokens: readonly T[]): Int32Array {
    if (!this.#learnt) throw this.#missing('tokens would all be unknown');
    const unknown = new Set<T>();
    const mask = this.outputMode === 'int' ? 0 : -1;
    const found = tokens.map((token) => {
      if (this.maskToken !== null && token === this.maskToken) return mask;
      const index = this.#index.get(token);
      if (index !== undefined) return index;
      if (this.numOovIndices === 0) unknown.add(token);
      return this.#unknownIndex(token);
    });
    if (unknown.size > 0) {
      throw new ValueError(
        `${this.#where}: expected tokens of the vocabulary, since numOovIndices is 0; received ${[...unknown].slice(0, 5).map(show).join(', ')}.`,
        { fix: 'numOovIndices: 1' },
      );
    }
    return Int32Array.from(found);
  }

  /** Indices in the output mode. */
  encode(indices: Int32Array, shape: readonly number[]): tf.Tensor {
    if (this.outputMode === 'int') return tf.tensor(indices, [...shape], 'int32');
    const mode = this.outputMode === 'tfIdf' ? 'count' : this.outputMode;
    return encodeIndices(indices, shape, mode, this.depth, this.#idf ?? undefined);
  }

  /** The number of places of a result. */
  get depth(): number {
    if (this.padToMaxTokens) return this.maxTokens as number;
    if (this.#size !== null) return this.#size;
    throw this.#missing(`outputMode is '${this.outputMode}'`);
  }

  #missing(why: string): ValueError {
    return new ValueError(
      `${this.#where}: expected a vocabulary, since ${why}; adapt has not been called, and no file had one.`,
      { fix: 'layer.adapt(data), or vocabulary: [...]' },
    );
  }

  override computeOutputShape(inputShape: Shape): Shape {
    if (this.outputMode === 'int') return inputShape;
    return encodedShape(inputShape, this.outputMode === 'tfIdf' ? 'count' : this.outputMode, this.depth);
  }

  override get inputDtype(): tf.DataType {
    return this.integers ? 'int32' : 'string';
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    const dtype = this.outputMode !== 'int' ? 'float32' : this.invert && !this.integers ? 'string' : 'int32';
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype });
  }

  override savedState(): SavedState {
    return { ...super.savedState(), extras: this.savedExtras() };
  }

  /** What a file has beside its config: the vocabulary, unless options gave it, and the weights of tokens. */
  savedExtras(): SavedExtras {
    return {
      arrays: (): Record<string, readonly number[]> => (this.#idf === null ? {} : { idf_weights: this.#idf }),
      texts: (): Record<string, string> =>
        this.#given.vocabulary === null ? { 'vocabulary.txt': this.getVocabulary().join('\n') } : {},
      restore: (arrays, texts) => this.#restore(arrays, texts),
    };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      invert: this.invert,
      max_tokens: this.maxTokens,
      num_oov_indices: this.numOovIndices,
      oov_token: this.oovToken,
      mask_token: this.maskToken,
      output_mode: snakeCase(this.outputMode),
      sparse: false,
      pad_to_max_tokens: this.padToMaxTokens,
      idf_weights: this.#given.idfWeights && [...this.#given.idfWeights],
      vocabulary: this.#given.vocabulary && [...this.#given.vocabulary],
      vocabulary_size: this.#size,
      oov_method: this.oovMethod,
      salt: this.salt,
    };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const { vocabularySize, hasInputVocabulary: _, ...options } = optionsFromConfig(config);
    checkNamesNoFile(options['vocabulary']);
    const layer = new this(options as never);
    if (typeof vocabularySize === 'number')
      (layer as unknown as IndexLookup<Token>).expectSize(vocabularySize);
    return layer;
  }

  /** A file tells how many tokens there are before its vocabulary is read; special ones alone are no vocabulary. */
  expectSize(size: number): void {
    if (size > this.#specials.length) this.#size ??= size;
  }

  get #where(): string {
    return `${this.className} ${this.name}`;
  }

  /** The tokens in front of the vocabulary: that of masks, and those of unknown tokens. */
  get #specials(): readonly (T | null)[] {
    const masks = this.maskToken !== null && this.outputMode === 'int' ? [this.maskToken] : [];
    return [...masks, ...Array.from({ length: this.numOovIndices }, () => this.oovToken)];
  }

  #unknownIndex(token: T): number {
    const first = this.#specials.length - this.numOovIndices;
    const buckets = this.numOovIndices;
    if (buckets <= 1) return first;
    if (this.integers && this.oovMethod === 'floormod')
      return first + (((Number(token) % buckets) + buckets) % buckets);
    return first + hashToken(token, buckets, this.salt);
  }

  #take(tokens: readonly T[], idf: readonly number[] | null): void {
    const first = this.#specials.length;
    const size = first + tokens.length;
    const free = this.outputMode === 'int' || this.padToMaxTokens;
    if (!free && this.#size !== null && this.#size !== size) {
      throw new ValueError(
        `${this.#where}: expected ${this.#size} tokens as before, since results have a place for each; received ${size}.`,
        { fix: 'padToMaxTokens: true, or a new layer' },
      );
    }
    this.#size = size;
    this.#learnt = true;
    this.#tokens = tokens;
    this.#index = new Map(tokens.map((token, i) => [token, first + i]));
    this.#idf = idf;
  }

  #restore(
    arrays: Readonly<Record<string, ArrayLike<number>>>,
    texts: Readonly<Record<string, string>>,
  ): void {
    const text = texts['vocabulary.txt'];
    const idf = arrays['idf_weights'];
    if (text === undefined) {
      if (idf !== undefined && this.#idf !== null) this.#idf = Array.from(idf).slice(0, this.#idf.length);
      return;
    }
    const lines = text.split(/\r?\n/);
    // As Keras, but where the config tells of so many tokens, an empty one is one of them.
    while (lines.length > (this.#size ?? 0) && lines.at(-1) === '') lines.pop();
    const vocabulary = lines.map((line) => this.parse(line));
    if (vocabulary.length <= this.#specials.length) this.#take([], null);
    else
      this.setVocabulary(
        vocabulary,
        this.outputMode === 'tfIdf' ? Array.from(idf ?? []).slice(0, lines.length) : null,
      );
  }

  #fromFile(path: string): T[] {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (cause) {
      throw new ValueError(
        `${this.className}: expected a vocabulary in a file that can be read; ${(cause as Error).message}.`,
        { cause },
      );
    }
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    return lines.map((line) => this.parse(line));
  }

  #check(idfWeights: readonly number[] | null): void {
    const where = this.className;
    if (this.padToMaxTokens && this.maxTokens === null) {
      throw new ValueError(`${where}: padToMaxTokens needs maxTokens; received none.`, {
        fix: 'maxTokens: 10_000',
      });
    }
    if (this.invert && this.outputMode !== 'int') {
      throw new ValueError(
        `${where}: invert gives tokens, with outputMode 'int'; received '${this.outputMode}'.`,
      );
    }
    if (idfWeights !== null && this.outputMode !== 'tfIdf') {
      throw new ValueError(`${where}: idfWeights belong to outputMode 'tfIdf'; it is '${this.outputMode}'.`);
    }
  }
}

function integersOf(where: string, inputs: tf.Tensor): HostValues<number> {
  if (inputs.dtype === 'string') {
    throw new ValueError(`${where}: expected indices, since invert is true; received text.`);
  }
  return { shape: inputs.shape, values: Array.from(inputs.dataSync<'float32'>(), Math.trunc) };
}

/** Each row is a document; of one axis, each value where data is whole, and all of them where it is one of many batches. */
function* documents<T extends Token>(
  { shape, values }: HostValues<T>,
  batch: boolean,
): Generator<readonly T[]> {
  const rows = shape.length > 1 ? shape[0]! : batch ? 1 : values.length;
  const size = rows === 0 ? 0 : values.length / rows;
  for (let row = 0; row < rows; row++) yield values.slice(row * size, (row + 1) * size);
}

/** Special tokens count as much as the others do on average. */
function withSpecials(idf: readonly number[], specials: number): number[] {
  const mean = idf.reduce((sum, value) => sum + value, 0) / Math.max(idf.length, 1);
  return [...Array.from({ length: specials }, () => mean), ...idf];
}

function checkTokens<T extends Token>(
  where: string,
  tokens: readonly T[],
  {
    mask,
    oov,
    specials,
  }: { readonly mask: T | null; readonly oov: T | null; readonly specials: readonly (T | null)[] },
): void {
  const seen = new Set<T>();
  for (const token of tokens) {
    if (seen.has(token)) {
      throw new ValueError(
        `${where}: expected each token once in the vocabulary; received ${show(token)} again.`,
      );
    }
    seen.add(token);
  }
  for (const special of [mask, oov]) {
    if (special === null || !seen.has(special)) continue;
    throw new ValueError(
      `${where}: expected the special tokens not at all, or in front: ${specials.map(show).join(', ')}; received ${show(special)} at ${tokens.indexOf(special)}.`,
    );
  }
}
