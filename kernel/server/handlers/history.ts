import type { HistoryReply } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "History". */
export function history({ content }: Request, services: Services): HistoryReply {
  const entries = services.history.find({
    output: content.boolean('output', false),
    raw: content.boolean('raw', true),
    hist_access_type: content.oneOf('hist_access_type', ['range', 'tail', 'search']),
    session: content.optional((fields) => fields.integer('session'), 'session') ?? 0,
    start: content.optional((fields) => fields.integer('start'), 'start') ?? 0,
    stop: content.optional((fields) => fields.integer('stop'), 'stop') ?? null,
    n: content.optional((fields) => fields.integer('n'), 'n') ?? null,
    pattern: content.optional((fields) => fields.string('pattern'), 'pattern') ?? '*',
    unique: content.optional((fields) => fields.boolean('unique'), 'unique') ?? false,
  });
  return { status: 'ok', history: entries };
}
