import type { Hover, MarkupContent, SignatureHelp } from 'vscode-languageserver-protocol/node';

const BOLD = '\x1b[1m';

/** A titled part of what is said of a name. */
interface Section {
  readonly title: string;
  readonly text: string;
}

/** What a name is, in the form that the kernel has for run-time values; undefined where TypeScript says nothing. */
export function describeHover(hover: Hover | null): string | undefined {
  const { value = '' } = (hover?.contents ?? {}) as Partial<MarkupContent>;
  const [, shown = '', rest = ''] = /^```\w*\n([\s\S]*?)\n```\n*([\s\S]*)$/.exec(value) ?? [];
  const [first = '', ...overloads] = shown
    .split('\n')
    .filter((line) => !line.startsWith('namespace '))
    .map((line) => line.replace(/^\((?:alias|method|local \w+)\) /, ''));
  const head = [first, ...overloads.map((line) => line.replace(/^function /, ''))].join('\n');
  if (head === '' || /(?:^|: )any$/.test(head) || head.startsWith('module "')) return undefined;
  const signature = signatureIn(head);
  const title = signature === undefined ? 'Type' : 'Signature';
  return described([{ title, text: signature ?? head }, ...documented(rest)]);
}

/** The class that a function makes instances of, where that is all that is known of it: it has the documentation. */
export function madeBy(description: string): string | undefined {
  const [first, ...others] = sections(description);
  return others.length > 0 ? undefined : /^[\w$]+\(.*\): ((?:\w+\.)?[A-Z]\w*)$/s.exec(first?.text ?? '')?.[1];
}

/** The description with another one's documentation. */
export function withDocumentation(description: string, other: string | undefined): string {
  const found = sections(other ?? '').filter(({ title }) => title === 'Documentation');
  return described([...sections(description), ...found]);
}

/** What a function takes and gives, whether it was declared or is the value of a constant. */
function signatureIn(head: string): string | undefined {
  const declared =
    /^(?:async )?(?:function\*? |constructor )?([\w$.]+(?:<.*?>)?[.\w$]*(?:<.*?>)?\([\s\S]*)$/.exec(
      head,
    )?.[1];
  if (declared !== undefined) return declared;
  const [, name, taken, given] = /^const ([\w$]+): (?:<.*>)?(\(.*\)) => ([^=]+)$/s.exec(head) ?? [];
  return name && `${name}${taken}: ${given}`;
}

/** The functions in whose arguments the cursor is. */
export function describeSignatures(help: SignatureHelp | null): string | undefined {
  if (!help || help.signatures.length === 0) return undefined;
  const documentation = help.signatures[help.activeSignature ?? 0]?.documentation ?? '';
  return described([
    ...help.signatures.map(({ label }) => ({ title: 'Signature', text: label })),
    ...documented(typeof documentation === 'string' ? documentation : documentation.value),
  ]);
}

/**
 * What types and what the value say of a name, as one: the signature and documentation are the types', all else the value's,
 * and so is what the user wrote. Where types know neither of the two, the value's own description stays.
 */
export function mergeDescriptions(typed: string, runtime: string): string {
  const values = sections(runtime);
  const kept = new Set(
    values.filter(({ title, text }) => OWN.has(title) || isTyped(title, text)).map(nameOf),
  );
  const known = sections(typed).filter(({ title }) => !kept.has(title === 'Type' ? 'Class' : title));
  if (!known.some(({ title }) => title === 'Signature' || title === 'Documentation')) return runtime;
  const titles = new Set(known.map(nameOf));
  const others = values.filter(({ title }) => !titles.has(title));
  const heads = others.filter(({ title }) => HEADS.has(title));
  return described([...heads, ...known, ...others.filter((one) => !heads.includes(one))]);
}

/** What says it all of a class, and what comes first. */
const OWN = new Set(['Class']);
const HEADS = new Set(['Class', 'Constructor', 'Signature']);

/** The head of a function that somebody wrote in TypeScript. */
function isTyped(title: string, text: string): boolean {
  return title === 'Signature' && /[\w$\]})]\??: [\w{[('"]/.test(text);
}

function nameOf({ title }: Section): string {
  return title;
}

function documented(text: string): Section[] {
  const plain = text
    .replace(/\[([^\]]+)\]\(file:[^)]*\)/g, '$1')
    .replace(/^\*@doc\* .*\n?/gm, '')
    .replace(/^\*(@\w+)\*(?: `([^`]+)`)?/gm, (_, tag, name) => (name ? `${tag} ${name}` : tag))
    .trim();
  return plain === '' ? [] : [{ title: 'Documentation', text: plain }];
}

function described(parts: readonly Section[]): string {
  return parts
    .map(({ title, text }) => `${BOLD}${title}:\x1b[0m${/^\n/.test(text) ? '' : ' '}${text}`)
    .join('\n');
}

function sections(text: string): Section[] {
  return text
    .split(/^\x1b\[1m/m)
    .filter((part) => part !== '')
    .map((part) => {
      const [, title = '', rest = ''] = /^([^:]*):\x1b\[0m ?([\s\S]*?)\n?$/.exec(part) ?? [];
      return { title, text: rest };
    });
}
