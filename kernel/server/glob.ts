/** One place of a pattern: what may stand there; `undefined` is any text. */
type Place = ((letter: string) => boolean) | undefined;

/**
 * Tells which texts fit a pattern of SQLite's GLOB, which ipykernel searches its history with: the whole text has to fit.
 * Not a regular expression: with several `*` that could take as good as for ever, and nobody would hear the heart beat.
 */
export function globMatcher(pattern: string): (text: string) => boolean {
  const places = placesOf([...pattern]);
  if (!places) return () => false;
  return (text) => fits([...text], places);
}

/** Tries the last `*` again, one letter longer, where what follows it does not fit: the ones before are settled. */
function fits(letters: readonly string[], places: readonly Place[]): boolean {
  let place = 0;
  let star = -1;
  let behind = 0;
  for (let at = 0; at < letters.length; ) {
    const test = places[place];
    if (place < places.length && test === undefined) {
      star = place++;
      behind = at;
    } else if (test?.(letters[at]!)) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++behind;
    } else return false;
  }
  return places.slice(place).every((test) => test === undefined);
}

/** Nothing where a bracket stays open: no text fits. */
function placesOf(pattern: readonly string[]): Place[] | undefined {
  const places: Place[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at]!;
    if (letter === '*') places.push(undefined);
    else if (letter === '?') places.push(() => true);
    else if (letter !== '[') places.push((one) => one === letter);
    else {
      const no = pattern[at + 1] === '^';
      const first = at + (no ? 2 : 1);
      // A bracket that closes at once is a letter of the set.
      const end = pattern.indexOf(']', first + 1);
      if (end < 0) return undefined;
      const set = setOf(pattern.slice(first, end));
      places.push((one) => set(one) !== no);
      at = end;
    }
  }
  return places;
}

/** Letters, and ranges such as `a-z`; a bracket in front begins none. */
function setOf(letters: readonly string[]): (letter: string) => boolean {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < letters.length; at++) {
    const [from, dash, to] = letters.slice(at, at + 3);
    if (dash !== '-' || to === undefined || (at === 0 && from === ']')) ranges.push([from!, from!]);
    else {
      ranges.push([from!, to]);
      at += 2;
    }
  }
  return (letter) => ranges.some(([from, to]) => from <= letter && letter <= to);
}
