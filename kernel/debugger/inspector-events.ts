import type { Debugger } from 'node:inspector';
import { isOwnModule } from '../engine/own-modules.js';

/** A script that V8 has read. */
export type ParsedScript = Pick<Debugger.ScriptParsedEventDataType, 'scriptId' | 'url' | 'isModule'>;

/** JavaScript stands still. */
export type Paused = Debugger.PausedEventDataType;

/** What V8's inspector tells the debugger. */
export type DebugEvent =
  | { readonly method: 'Debugger.scriptParsed'; readonly params: ParsedScript }
  | { readonly method: 'Debugger.paused'; readonly params: Paused }
  | { readonly method: 'Debugger.resumed'; readonly params?: object };

/** True for the scripts that are of use to a person: cells, files, packages; not Node's and the kernel's own. */
export function isUserScript(url: string): boolean {
  return url.startsWith('file:') && !isOwnModule(url);
}
