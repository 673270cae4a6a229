import * as tf from '@tensorflow/tfjs-core';
import type { SavedState } from '../../saving/saveable.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { snakeCase } from '../../support/names.js';
import { type Shape, showShape } from '../../support/shape.js';
import { reviveFunction, SavedFunction } from '../core/saved-function.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { type AdaptSource, adaptBatches } from './adapt-batches.js';
import { type HostValues, hostTexts, type TokenArray } from './host-values.js';
import {
  checkNamesNoFile,
  getLookupMode,
  type LookupMode,
  type LookupModeId,
} from './lookup/lookup-options.js';
import { StringLookup } from './lookup/string-lookup.js';
import { TokenCounts } from './lookup/token-counts.js';
import {
  getNgrams,
  getSplit,
  getStandardize,
  ngramsOf,
  type Split,
  type Standardize,
  type StandardizeId,
  splitText,
  standardizeText,
} from './text-tokens.js';

/** Options of {@link TextVectorization}. */
export interface TextVectorizationOptions extends LayerOptions {
  /** How many tokens the vocabulary has at most, those for padding and unknown ones too; any number by default. */
  readonly maxTokens?: number | null | undefined;
  /** 'lowerAndStripPunctuation', which is the default, 'lower', 'stripPunctuation', a function of a text, or null. */
  readonly standardize?: StandardizeId | undefined;
  /** 'whitespace', which is the default, 'character', a function from a text to its tokens, or null. */
  readonly split?: Split | undefined;
  /** 2: also pairs of tokens that follow each other; [2]: these alone. None by default. */
  readonly ngrams?: number | readonly number[] | null | undefined;
  /** 'int', which is the default, 'multiHot', 'count' or 'tfIdf'. */
  readonly outputMode?: Exclude<LookupModeId, 'oneHot' | 'one_hot'> | undefined;
  /** With 'int': texts are cut or filled with 0 to so many tokens; to the longest of the batch by default. */
  readonly outputSequenceLength?: number | null | undefined;
  /** True: results have `maxTokens` places, also where there are fewer tokens. False by default. */
  readonly padToMaxTokens?: boolean | undefined;
  /** The tokens, or the path of a file with one in each line; otherwise `adapt` learns them. */
  readonly vocabulary?: readonly string[] | string | null | undefined;
  /** What each token of the vocabulary counts, in the mode 'tfIdf'. */
  readonly idfWeights?: readonly number[] | null | undefined;
  /** There are no ragged tensors here: true is refused. */
  readonly ragged?: boolean | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
  /** Texts are UTF-8: no other encoding is known. */
  readonly encoding?: 'utf-8' | undefined;
}

const OPTIONS: readonly string[] = [
  ...LAYER_OPTIONS,
  'maxTokens',
  'standardize',
  'split',
  'ngrams',
  'outputMode',
  'outputSequenceLength',
  'padToMaxTokens',
  'vocabulary',
  'idfWeights',
  'ragged',
  'sparse',
  'encoding',
];

/**
 * Turns texts into the numbers of their words, 0 behind the last one and 1 for an unknown one, or into counts of words. The
 * vocabulary is given, or learnt by `adapt`.
 *
 * Input `[batch]` or `[batch, 1]`, output `[batch, tokens]`; with other modes than 'int' `[batch, vocabulary]`.
 * See https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/.
 *
 * @example
 * const vectorize = new layers.TextVectorization({ outputSequenceLength: 4 });
 * vectorize.adapt(['foo bar', 'bar baz', 'baz bada boom']);
 * vectorize([['foo qux bar'], ['qux baz']]).numpy(); // [[4, 1, 3, 0], [1, 2, 0, 0]]
 */
export class TextVectorization extends Layer {
  readonly standardize: Standardize;
  readonly split: Split;
  readonly ngrams: number | readonly number[] | null;
  readonly outputMode: LookupMode;
  readonly outputSequenceLength: number | null;
  readonly #lengths: readonly number[] | null;
  readonly #lookup: StringLookup;

  constructor(options: TextVectorizationOptions = {}) {
    const where = 'TextVectorization';
    checkOptions(where, options, OPTIONS);
    super(options);
    const { maxTokens, vocabulary, idfWeights, padToMaxTokens, sparse, encoding } = options;
    const { outputMode = 'int', outputSequenceLength = null, ngrams = null } = options;
    this.standardize = getStandardize(where, options.standardize);
    this.split = getSplit(where, options.split);
    this.#lengths = getNgrams(where, ngrams);
    this.ngrams = ngrams;
    this.outputMode = getLookupMode(where, outputMode, ['int', 'multiHot', 'count', 'tfIdf']);
    this.outputSequenceLength =
      outputSequenceLength === null
        ? null
        : checkPositiveInteger(where, 'outputSequenceLength', outputSequenceLength);
    if (outputSequenceLength !== null && this.outputMode !== 'int') {
      throw new ValueError(
        `${where}: outputSequenceLength belongs to outputMode 'int'; it is '${this.outputMode}'.`,
      );
    }
    if (options.ragged) {
      throw new ValueError(`${where}: ragged: true asks for ragged tensors; there are none here.`);
    }
    const settings = { maxTokens, vocabulary, idfWeights, padToMaxTokens, sparse, encoding };
    this.#lookup = new StringLookup({ ...settings, outputMode: this.outputMode, maskToken: '' });
  }

  /**
   * Learns the vocabulary, forgetting the one before: the most frequent tokens first. Texts in arrays or a tensor, or
   * batches of a generator or a data set, of whose tuples the first element counts. A promise for what gives batches
   * asynchronously; `steps`: how many batches to take.
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
    const counts = new TokenCounts<string>();
    const learn = (batch: tf.Tensor | TokenArray) =>
      counts.add(this.#rows(hostTexts(this.#where, batch)).rows);
    return adaptBatches(this.#where, data, steps, learn, () => this.#lookup.adopt(counts));
  }

  /** Sets the tokens; `idfWeights` go with them in the mode 'tfIdf'. */
  setVocabulary(vocabulary: readonly string[] | string, idfWeights: readonly number[] | null = null): void {
    this.#lookup.setVocabulary(vocabulary, idfWeights);
  }

  /** The tokens in the order of their indices; `includeSpecialTokens: false` leaves those for padding and unknown ones out. */
  getVocabulary(options: { readonly includeSpecialTokens?: boolean } = {}): string[] {
    return this.#lookup.getVocabulary(options);
  }

  /** The number of tokens, those for padding and unknown ones too. */
  vocabularySize(): number {
    return this.#lookup.vocabularySize();
  }

  protected override get takesText(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const { rows, batch } = this.#rows(hostTexts(this.#where, inputs));
    const indices = rows.map((tokens) => this.#lookup.indices(tokens));
    if (this.outputMode !== 'int') return this.#encode(indices, batch);
    const length = this.outputSequenceLength ?? Math.max(0, ...indices.map((row) => row.length));
    const padded = new Int32Array(indices.length * length);
    for (const [i, row] of indices.entries()) padded.set(row.subarray(0, length), i * length);
    return tf.tensor(padded, [...batch, length], 'int32');
  }

  override get inputDtype(): tf.DataType {
    return 'string';
  }

  override computeOutputShape(inputShape: Shape): Shape {
    if (this.outputMode !== 'int') return this.#lookup.computeOutputShape([inputShape[0] ?? null, null]);
    return [inputShape[0] ?? null, this.outputSequenceLength];
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    const dtype = this.outputMode === 'int' ? 'int32' : 'float32';
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype });
  }

  /** Keras has the vocabulary's file twice: its layer hands down what the layer in it saves. */
  override savedState(): SavedState {
    return {
      ...super.savedState(),
      parts: { _lookup_layer: this.#lookup },
      extras: this.#lookup.savedExtras(),
    };
  }

  override getConfig(): Record<string, unknown> {
    const { max_tokens, pad_to_max_tokens, vocabulary, idf_weights } = this.#lookup.getConfig();
    const { standardize, split } = this;
    return {
      ...super.getConfig(),
      max_tokens,
      standardize:
        typeof standardize === 'function'
          ? new SavedFunction(standardize)
          : standardize && snakeCase(standardize),
      split: typeof split === 'function' ? new SavedFunction(split) : split,
      ngrams: this.ngrams,
      output_mode: snakeCase(this.outputMode),
      output_sequence_length: this.outputSequenceLength,
      pad_to_max_tokens,
      sparse: false,
      ragged: false,
      vocabulary,
      idf_weights,
      encoding: 'utf-8',
      vocabulary_size: this.vocabularySize(),
    };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const {
      vocabularySize,
      hasInputVocabulary: _,
      standardize,
      split,
      ...options
    } = optionsFromConfig(config);
    checkNamesNoFile(options['vocabulary']);
    const functions = { standardize: reviveFunction(standardize), split: reviveFunction(split) };
    const layer = new this({ ...options, ...functions } as never);
    if (typeof vocabularySize === 'number')
      (layer as unknown as TextVectorization).#lookup.expectSize(vocabularySize);
    return layer;
  }

  get #where(): string {
    return `${this.className} ${this.name}`;
  }

  /** The tokens of each text, and the axes in front of them. */
  #rows({ shape, values }: HostValues<string>): {
    readonly rows: string[][];
    readonly batch: readonly number[];
  } {
    const texts = values.map((text) => standardizeText(text, this.standardize));
    const { split } = this;
    const lengths = this.#lengths;
    const complete = (tokens: readonly string[]) =>
      lengths === null ? [...tokens] : ngramsOf(tokens, lengths);
    if (split === null) {
      const size = shape.length === 0 ? 1 : shape.at(-1)!;
      const count = size === 0 ? 0 : texts.length / size;
      const rows = Array.from({ length: count }, (_, i) => complete(texts.slice(i * size, (i + 1) * size)));
      return { rows, batch: shape.slice(0, -1) };
    }
    if (shape.length > 1 && shape.at(-1) !== 1) {
      throw new ShapeError(
        `${this.#where}: expected texts of shape [batch] or [batch, 1]; received shape ${showShape(shape)}.`,
        { fix: 'split: null for texts that are split already' },
      );
    }
    const batch = shape.length > 1 ? shape.slice(0, -1) : shape;
    return { rows: texts.map((text) => complete(splitText(text, split))), batch };
  }

  /** Counts of each text. */
  #encode(rows: readonly Int32Array[], batch: readonly number[]): tf.Tensor {
    const { depth } = this.#lookup;
    return tf.tidy(() => {
      const encoded = rows.map((row) => this.#lookup.encode(row, [row.length]));
      const stacked = encoded.length === 0 ? tf.zeros([0, depth]) : tf.stack(encoded);
      return tf.reshape(stacked, [...batch, depth]);
    });
  }
}
