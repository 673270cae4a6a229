import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver-protocol/node';
import { areMembers, areTypes, offersOf } from '../../../kernel/language/offers.js';

const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 6 } };

test('what is required comes first, then by name; question marks are no part of a name', () => {
  const items: CompletionItem[] = [
    { label: 'useBias?', kind: 5, sortText: '12' },
    { label: 'units', kind: 5, sortText: '11' },
    { label: 'unitNorm?', kind: 5, sortText: '12' },
    { label: 'until', kind: 14, sortText: '15' },
    { label: 'un"fit', kind: 5, sortText: '11' },
  ];
  assert.equal(areMembers(items.slice(0, 3)), true);
  assert.equal(areMembers(items), false);
  assert.equal(areMembers([]), false);
  assert.equal(areMembers([...items.slice(0, 3), { label: '"adam"', kind: 21 }]), true);
  assert.equal(areMembers([{ label: '"adam"', kind: 21 }]), false);
  assert.deepEqual(
    offersOf(items, () => 'un'),
    {
      offers: [
        { text: 'units', type: 'property' },
        { text: 'unitNorm', type: 'property' },
      ],
    },
  );
});

test('texts say themselves what they take the place of, and may be no names', () => {
  const items = ['glorot-uniform', 'glorot normal'].map(
    (label): CompletionItem => ({
      label,
      kind: 21,
      textEdit: { range, newText: label },
    }),
  );
  const found = offersOf(items, (one) => (one === range ? 'glorot-' : 'never'));
  assert.deepEqual(found, { offers: [{ text: 'glorot-uniform', type: 'instance' }], range });
});

test('a member that would take the dot with it is none, and a model is no function', () => {
  const members = ['fit', 'caller', 'arguments', 'prototype', 'call', 'bind'];
  const items: CompletionItem[] = [
    ...members.map((label): CompletionItem => ({ label, kind: 2 })),
    { label: 'Symbol', kind: 6, textEdit: { range, newText: '[Symbol]' } },
  ];
  assert.deepEqual(
    offersOf(items, () => '').offers.map(({ text }) => text),
    ['bind', 'call', 'fit'],
  );
});

test('no items, no offers', () => {
  assert.deepEqual(
    offersOf([], () => ''),
    { offers: [] },
  );
});

test('types are offered with the words of the language that are types', () => {
  const items: CompletionItem[] = [
    { label: 'number', kind: 14 },
    { label: 'keyof', kind: 14 },
    { label: 'new', kind: 14 },
    { label: 'Numbers', kind: 8 },
    { label: 'numeric', kind: 7 },
  ];
  assert.equal(areTypes(items), true);
  assert.equal(areTypes(items.filter(({ label }) => label !== 'keyof')), false);
  assert.equal(areTypes([...items, { label: 'await', kind: 14 }]), false);
  const { offers } = offersOf(items, () => 'n');
  assert.deepEqual(
    offers.map(({ text }) => text),
    ['number', 'numeric'],
  );
});

test('where a text is allowed, its members are no options', () => {
  assert.equal(
    areMembers([
      { label: 'filepath', kind: 5 },
      { label: 'valueOf', kind: 2 },
    ]),
    false,
  );
});
