import { checkChoice } from '../../../support/check.js';
import { inSafeMode } from '../../../support/custom-objects.js';
import { ValueError } from '../../../support/errors.js';
import { camelCase } from '../../../support/names.js';
import { LAYER_OPTIONS, type LayerOptions } from '../../layer.js';
import type { Salt } from '../hash-token.js';
import type { Token } from '../host-values.js';

/** How tokens are written: by their index, one hot place each, hot places of a sample, counts, or weighted counts. */
export type LookupMode = 'int' | 'oneHot' | 'multiHot' | 'count' | 'tfIdf';

/** A {@link LookupMode}, also as Keras writes it. */
export type LookupModeId = LookupMode | 'one_hot' | 'multi_hot' | 'tf_idf';

const MODES: readonly LookupMode[] = ['int', 'oneHot', 'multiHot', 'count', 'tfIdf'];

/** Options of the layers that look tokens up. */
export interface IndexLookupOptions<T extends Token> extends LayerOptions {
  /** How many tokens the vocabulary has at most, those for masks and unknown ones too; any number by default. */
  readonly maxTokens?: number | null | undefined;
  /** How many indices unknown tokens share; 1 by default. With 0 they are an error, with more they are hashed. */
  readonly numOovIndices?: number | undefined;
  /** The token that has index 0 where the mode is 'int', and counts nowhere in others; none by default. */
  readonly maskToken?: T | null | undefined;
  /** What an unknown index becomes with `invert`. */
  readonly oovToken?: T | null | undefined;
  /** The tokens, or the path of a file with one in each line; otherwise `adapt` learns them. */
  readonly vocabulary?: readonly T[] | string | null | undefined;
  /** What each token of the vocabulary counts, in the mode 'tfIdf'. */
  readonly idfWeights?: readonly number[] | null | undefined;
  /** True: the other way round, from indices to tokens. False by default. */
  readonly invert?: boolean | undefined;
  /** 'int', which is the default, 'oneHot', 'multiHot', 'count' or 'tfIdf'. */
  readonly outputMode?: LookupModeId | undefined;
  /** True: results have `maxTokens` places, also where there are fewer tokens. False by default. */
  readonly padToMaxTokens?: boolean | undefined;
  /** How unknown integers find their index: 'floormod', which is the default, or 'farmhash'. Texts are hashed. */
  readonly oovMethod?: 'floormod' | 'farmhash' | undefined;
  /** The key of a strong hash for unknown tokens. */
  readonly salt?: Salt | null | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
}

/** The names of {@link IndexLookupOptions}. */
export const LOOKUP_OPTIONS: readonly string[] = [
  ...LAYER_OPTIONS,
  'maxTokens',
  'numOovIndices',
  'maskToken',
  'oovToken',
  'vocabulary',
  'idfWeights',
  'invert',
  'outputMode',
  'padToMaxTokens',
  'oovMethod',
  'salt',
  'sparse',
];

/** A mode by its id, also Keras's older ids. */
export function getLookupMode(where: string, id: LookupModeId, choices = MODES): LookupMode {
  const older: Readonly<Record<string, LookupMode>> = { binary: 'multiHot', 'tf-idf': 'tfIdf' };
  return checkChoice(where, 'outputMode', older[id] ?? camelCase(String(id)), choices);
}

/** A config from a file must not make other files be read. */
export function checkNamesNoFile(vocabulary: unknown): void {
  if (typeof vocabulary !== 'string' || !inSafeMode()) return;
  throw new ValueError(`A model's file may not name another file, '${vocabulary}', in safe mode.`, {
    fix: 'safeMode: false if you trust the file',
  });
}
