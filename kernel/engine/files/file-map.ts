import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { transpileFile, transpileRequired } from './local-files.js';

/** The last map of a script, and the file's text that it is of. */
interface Known {
  readonly text: string;
  readonly map: TraceMap;
}

const known = new Map<string, Known>();

/**
 * The position in a local TypeScript file for one of its JavaScript, by the file as it is now.
 *
 * @param script what V8 calls the JavaScript: a module by its address, what was loaded as CommonJS by its path
 */
export function locateInFile(
  script: string,
  at: { readonly line: number; readonly column: number },
): { line: number; column: number } | undefined {
  let map: TraceMap;
  try {
    map = mapOf(script);
  } catch {
    // Gone, or edited into something that does not compile: the position stays that of the JavaScript.
    return undefined;
  }
  const found = originalPositionFor(map, { line: at.line, column: at.column - 1 });
  return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
}

function mapOf(script: string): TraceMap {
  const isModule = script.startsWith('file:');
  const path = isModule ? fileURLToPath(script) : script;
  const text = readFileSync(path, 'utf8');
  const key = `${isModule} ${path}`;
  const last = known.get(key);
  if (last?.text === text) return last.map;
  const code = isModule ? transpileFile(path, text) : transpileRequired(path, text);
  const map = new TraceMap(
    Buffer.from(code.slice(code.lastIndexOf('base64,') + 7), 'base64').toString('utf8'),
  );
  known.set(key, { text, map });
  return map;
}
