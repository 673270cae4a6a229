import { commClose, commMsg, commOpen } from './comm.js';
import { commInfo } from './comm-info.js';
import { complete } from './complete.js';
import { connect } from './connect.js';
import { debug } from './debug.js';
import { execute } from './execute.js';
import type { Handler } from './handler.js';
import { history } from './history.js';
import { inspect } from './inspect.js';
import { interrupt } from './interrupt.js';
import { isComplete } from './is-complete.js';
import { kernelInfo } from './kernel-info.js';
import { shutdown } from './shutdown.js';
import { usage } from './usage.js';

/** What answers each message type, on the shell and on the control channel. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['kernel_info_request', kernelInfo],
  ['execute_request', execute],
  ['is_complete_request', isComplete],
  ['complete_request', complete],
  ['inspect_request', inspect],
  ['history_request', history],
  ['comm_info_request', commInfo],
  ['connect_request', connect],
  ['comm_open', commOpen],
  ['comm_msg', commMsg],
  ['comm_close', commClose],
  ['interrupt_request', interrupt],
  ['shutdown_request', shutdown],
  ['usage_request', usage],
  ['debug_request', debug],
]);
