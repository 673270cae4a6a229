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

test('an answer goes to the question that it names, or to the last one', () => {
  const { inputs, answers } = bench();
  inputs.ask(1, 11, 'first', false);
  inputs.ask(1, 12, 'second', false);
  inputs.reply('to first', 'message first');
  inputs.reply('to last', 'unknown');
  inputs.reply('to nobody');
  assert.deepEqual(answers, [
    [11, 'to first'],
    [12, 'to last'],
  ]);
});

test('questions of a cell end with it, and an unknown cell asks nobody', () => {
  const { inputs, answers, asked } = bench();
  inputs.ask(1, 11, 'first', false);
  inputs.end(1);
  inputs.reply('late');
  inputs.ask(1, 12, 'after the end', false);
  assert.deepEqual([answers, asked], [[], ['first']]);
});
