/** What becomes of a cell whose types are wrong: nothing, its errors are shown beside its result, it does not run. */
export const TYPES_MODES = ['off', 'show', 'stop'] as const;
export type TypesMode = (typeof TYPES_MODES)[number];

/** True for the name of a mode. */
export function isTypesMode(text: string): text is TypesMode {
  return (TYPES_MODES as readonly string[]).includes(text);
}
