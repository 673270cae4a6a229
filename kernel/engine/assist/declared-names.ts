/** The pattern of a name, with the flag `u`. */
export const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const pattern = (source: string) => new RegExp(source.replaceAll('NAME', NAME), 'gu');

/** Lists are looked at so far: a cell may be a million characters long. */
const DECLARED = pattern('\\b(?:const|let|var|function\\*?|class|enum|namespace|using)\\s+(NAME)');
const DESTRUCTURED = pattern(
  '\\b(?:const|let|var)\\s*([{[][^;]{0,500}?[}\\]])\\s*(?::[^=;]{0,200})?(?:=|\\bof\\b)',
);
const IMPORTED = pattern('\\bimport\\s+([^\'";]{1,500}?)\\s+from\\b');
const PARAMETERS = pattern('\\(([^()]{1,500})\\)\\s*(?::[^={;()]{0,200})?(?:=>|\\{)');
const PARAMETER = pattern('(NAME)\\s*=>');

/** One name of a list: of `a: b` in a pattern, and of `a as b`, the second one. */
const IN_PATTERN = pattern('(?:^|[,{[]|\\.\\.\\.)\\s*(NAME)(?:\\s*:\\s*(NAME)(?=\\s*[,}\\]=]))?');
const IN_IMPORT = pattern('(?:^|[,{*])\\s*(?:type\\s+)?(?:(?:NAME|\\*)?\\s*\\bas\\s+)?(NAME)');
const IN_PARAMETERS = pattern(
  '(?:^|[,{[]|\\.\\.\\.)\\s*(?:(?:public|private|protected|readonly)\\s+)*(NAME)',
);

/** The names that a text declares, as far as that can be told of code that somebody is writing: some may be out of scope. */
export function declaredNames(code: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string, names: RegExp) => {
    for (const [, first, second] of text.matchAll(names)) found.add(second ?? first ?? '');
  };
  add(code, DECLARED);
  add(code, PARAMETER);
  for (const [lists, names] of [
    [DESTRUCTURED, IN_PATTERN],
    [IMPORTED, IN_IMPORT],
    [PARAMETERS, IN_PARAMETERS],
  ] as const)
    for (const [, list = ''] of code.matchAll(lists)) add(list, names);
  return found;
}
