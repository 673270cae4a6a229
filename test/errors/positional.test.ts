/** What Keras takes by position: the error shows it as the option that it is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { layers } from '../../src/index.js';

it('layers show the option that Keras takes first', () => {
  const cell = new layers.LSTMCell({ units: 2 });
  const first: readonly (readonly [make: new (options: never) => unknown, value: unknown, fix: string])[] = [
    [layers.Conv2D, 16, 'Conv2D({ filters: 16 })'],
    [layers.SeparableConv1D, 8, 'SeparableConv1D({ filters: 8 })'],
    [layers.DepthwiseConv2D, 3, 'DepthwiseConv2D({ kernelSize: 3 })'],
    [layers.LSTM, 64, 'LSTM({ units: 64 })'],
    [layers.ConvLSTM2D, 4, 'ConvLSTM2D({ filters: 4 })'],
    [layers.RNN, cell, 'RNN({ cell: ... })'],
    [layers.Embedding, 1000, 'Embedding({ inputDim: 1000 })'],
    [layers.MultiHeadAttention, 2, 'MultiHeadAttention({ numHeads: 2 })'],
    [layers.GroupNormalization, 4, 'GroupNormalization({ groups: 4 })'],
    [layers.RandomFlip, 'horizontal', 'RandomFlip({ mode: "horizontal" })'],
    [layers.RandomRotation, 0.1, 'RandomRotation({ factor: 0.1 })'],
    [layers.RandomContrast, 0.1, 'RandomContrast({ factor: 0.1 })'],
  ];
  for (const [make, value, fix] of first)
    assert.throws(() => new make(value as never), { name: 'ValueError', fix });
});
