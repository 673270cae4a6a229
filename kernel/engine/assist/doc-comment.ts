import { nearBefore } from './expression-path.js';

const COMMENT = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\//g;
/** What may stand between a comment and the function or class that it is about. */
const BETWEEN =
  /^\s*(?:@.*\s+)*(?:(?:export|default|abstract|public|private|protected|static|override|readonly|const|let|var)\s+)*(?:[\p{ID_Continue}$]+\s*(?::[^;{}]*)?[=:]\s*)?$/u;

/** The documentation comment of the function or class that begins at a place, without its stars. */
export function docCommentBefore(code: string, at: number): string | undefined {
  const before = nearBefore(code, at);
  const last = [...before.matchAll(COMMENT)].at(-1);
  if (!last || !BETWEEN.test(before.slice(last.index + last[0].length))) return undefined;
  const text = last[1]?.replace(/^[ \t]*\*? ?/gm, '').trim();
  return text === '' ? undefined : text;
}
