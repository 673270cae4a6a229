import { isAtKey } from '../../engine/assist/open-brackets.js';
import { mergeDescriptions } from '../../language/description.js';
import { toUnits } from '../../protocol/cursor.js';
import type { InspectReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import { askBriefly } from './ask-briefly.js';
import type { Services } from './handler.js';

/** Section "Introspection": what the value says, and what its type does. */
export async function inspect({ content }: Request, services: Services): Promise<InspectReply> {
  const code = content.string('code');
  const cursor = toUnits(code, content.integer('cursor_pos', [...code].length));
  const detail = content.oneOf('detail_level', [0, 1], 0);
  const question = { type: 'inspect', code, cursor, detail } as const;
  const [answer, typed] = await Promise.all([
    askBriefly(services.engine, question) as Promise<InspectReply | undefined>,
    services.language.inspect(code, cursor),
  ]);
  if (typed === undefined) return answer ?? { status: 'ok', found: false, data: {}, metadata: {} };
  // The name of an option is nothing of the function's whose argument it is in.
  const isOption = isAtKey(code.slice(0, cursor)) && typed.includes('(property)');
  const value = isOption ? undefined : answer?.data['text/plain'];
  const text = typeof value === 'string' ? mergeDescriptions(typed, value) : typed;
  return { status: 'ok', found: true, data: { ...answer?.data, 'text/plain': text }, metadata: {} };
}
