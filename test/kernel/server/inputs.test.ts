import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Inputs } from '../../../kernel/server/inputs.js';
import { request } from '../stub/services.js';

function bench() {
  const answers: [number, string][] = [];
  const asked: string[] = [];
  const inputs = new Inputs(
    (_, prompt) => {
      asked.push(prompt);
      return `message ${prompt}`;
    },
    (id, value) => answers.push([id, value]),
  );
  inputs.begin(1, request('execute_request'));
  return { inputs, answers, asked };
}

test('an answer goes to the question that it names, or to the oldest one', () => {
  const { inputs, answers } = bench();
  for (const id of [11, 12, 13]) inputs.ask(1, id, String(id), false);
  inputs.reply('to second', 'message 12');
  inputs.reply('to first', 'unknown');
  inputs.reply('to third');
  inputs.reply('to nobody');
  assert.deepEqual(answers, [
    [12, 'to second'],
    [11, 'to first'],
    [13, 'to third'],
  ]);
});

test('what is typed after an interrupt answers a later question', () => {
  const { inputs, answers } = bench();
  inputs.ask(1, 11, 'interrupted', false);
  inputs.interrupted();
  inputs.ask(1, 12, 'later', false);
  inputs.reply('typed');
  assert.deepEqual(answers, [[12, 'typed']]);
});

test('questions of a cell end with it, and an unknown cell asks nobody', () => {
  const { inputs, answers, asked } = bench();
  inputs.ask(1, 11, 'first', false);
  inputs.end(1);
  inputs.reply('late');
  inputs.ask(1, 12, 'after the end', false);
  assert.deepEqual([answers, asked], [[], ['first']]);
});
