import { isObject } from '../is-object.js';

/** Where in a cell something was thrown or awaited: its script, and an offset of the JavaScript that rewrite/ began with. */
export interface Place {
  readonly file: string;
  readonly offset: number;
}

/** So many places of one error are kept. */
const MOST = 50;

const places = new WeakMap<object, Place[]>();

/** A thrown value that is no object, with its places: only the last one is known. */
let last: { readonly value: unknown; readonly places: Place[] } | undefined;

/**
 * Notes that an awaited promise was rejected, or a value thrown, here. V8 loses its way through awaits that an interrupt can
 * reject, errors that are made outside of JavaScript have no stack at all, and neither has what is no Error.
 */
export function notePlace(thrown: unknown, place: Place): void {
  const known = listOf(thrown);
  if (known && known.length < MOST) known.push(place);
  else if (!known && isObject(thrown)) places.set(thrown, [place]);
  else if (!known) last = { value: thrown, places: [place] };
}

/** The places of a thrown value, the innermost first. */
export function placesOf(thrown: unknown): readonly Place[] {
  return listOf(thrown) ?? [];
}

/** Called when an error was shown: thrown again, it comes by other places. */
export function forgetPlaces(thrown: unknown): void {
  if (isObject(thrown)) places.delete(thrown);
  else last = undefined;
}

function listOf(thrown: unknown): Place[] | undefined {
  if (isObject(thrown)) return places.get(thrown);
  return last && Object.is(last.value, thrown) ? last.places : undefined;
}
