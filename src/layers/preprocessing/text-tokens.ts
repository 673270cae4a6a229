import { checkChoice, checkPositiveInteger, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { camelCase } from '../../support/names.js';

/** What happens to a text before it is split. */
export type Standardize =
  | 'lowerAndStripPunctuation'
  | 'lower'
  | 'stripPunctuation'
  | ((text: string) => string)
  | null;

/** How a text becomes tokens: at white space, letter by letter, by a function, or not at all. */
export type Split = 'whitespace' | 'character' | ((text: string) => readonly string[]) | null;

/** A {@link Standardize}, also as Keras writes it. */
export type StandardizeId = Standardize | 'lower_and_strip_punctuation' | 'strip_punctuation';

/** The way to standardize for an id. */
export function getStandardize(where: string, id: StandardizeId = 'lowerAndStripPunctuation'): Standardize {
  if (id === null || typeof id === 'function') return id;
  const choices = ['lowerAndStripPunctuation', 'lower', 'stripPunctuation'] as const;
  return checkChoice(where, 'standardize', typeof id === 'string' ? camelCase(id) : id, choices);
}

/** The way to split for an id. */
export function getSplit(where: string, id: Split = 'whitespace'): Split {
  if (id === null || typeof id === 'function') return id;
  return checkChoice(where, 'split', id, ['whitespace', 'character'] as const);
}

/** The lengths of n-grams: one number n stands for 1 to n. */
export function getNgrams(
  where: string,
  ngrams: number | readonly number[] | null | undefined,
): readonly number[] | null {
  if (ngrams == null) return null;
  if (typeof ngrams === 'number') {
    const count = checkPositiveInteger(where, 'ngrams', ngrams);
    return Array.from({ length: count }, (_, i) => i + 1);
  }
  if (!Array.isArray(ngrams)) {
    throw new ValueError(`${where}: ngrams must be an integer or a list of them; received ${show(ngrams)}.`);
  }
  return ngrams.map((one) => checkPositiveInteger(where, 'ngrams', one));
}

/** Of letters only those of ASCII have lower ones, as in TensorFlow, so that files give the same tokens. */
export function standardizeText(text: string, way: Standardize): string {
  if (typeof way === 'function') return way(text);
  const lower = way === 'lower' || way === 'lowerAndStripPunctuation';
  const letters = lower ? text.replace(/[A-Z]+/g, (part) => part.toLowerCase()) : text;
  return (lower && way === 'lower') || way === null ? letters : letters.replace(/[!-/:-@[-`{-~]/g, '');
}

/** The tokens of a text. */
export function splitText(text: string, way: Exclude<Split, null>): readonly string[] {
  if (typeof way === 'function') return way(text);
  if (way === 'character') return [...text];
  return text.split(/[ \t\n\v\f\r]+/).filter((token) => token !== '');
}

/** Tokens that follow each other, put together with spaces: first all of the first length, and so on. */
export function ngramsOf(tokens: readonly string[], lengths: readonly number[]): string[] {
  return lengths.flatMap((length) =>
    Array.from({ length: Math.max(tokens.length - length + 1, 0) }, (_, at) =>
      tokens.slice(at, at + length).join(' '),
    ),
  );
}
