/** What handlers get, made of plain parts: a test gives those that its handler uses. */
import { Content } from '../../../kernel/protocol/content.js';
import type { Header, JsonObject } from '../../../kernel/protocol/messages.js';
import type { Services } from '../../../kernel/server/handlers/handler.js';
import type { Request } from '../../../kernel/server/request.js';

export function header(type: string, id = '1'): Header {
  return { msg_id: id, session: 's', username: 'u', date: '', msg_type: type, version: '5.4' };
}

export function request(type: string, content: JsonObject = {}, more: Partial<Request> = {}): Request {
  return {
    header: header(type),
    parent: {},
    channel: 'shell',
    identities: [],
    content: new Content(type, content),
    metadata: {},
    buffers: [],
    ...more,
  };
}

/** Services of which only the given parts may be used. */
export function services(parts: { readonly [Name in keyof Services]?: object }): Services {
  return new Proxy(parts, {
    get(target, name) {
      const part = target[name as keyof Services];
      if (part === undefined) throw new Error(`the test gives no ${String(name)}`);
      return part;
    },
  }) as Services;
}

/** An engine that answers each question so, and notes what it was asked. */
export function engineThat(answer: unknown, busy = false) {
  const asked: { question: Record<string, unknown>; limit: number | undefined }[] = [];
  return {
    asked,
    busy,
    ask(question: Record<string, unknown>, limit?: number) {
      asked.push({ question, limit });
      return Promise.resolve(answer);
    },
  };
}

/** Types that answer so, and note what they were asked. */
export function languageThat(answers: { complete?: object; inspect?: string } = {}) {
  const asked: unknown[][] = [];
  return {
    asked,
    complete(...question: unknown[]) {
      asked.push(question);
      return Promise.resolve(answers.complete);
    },
    inspect(...question: unknown[]) {
      asked.push(question);
      return Promise.resolve(answers.inspect);
    },
  };
}
