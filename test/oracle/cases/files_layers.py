"""Models as files: each layer family. test/oracle/files.test.ts opens them, and test/oracle/open_files.py what it writes."""

import keras
from file_case import FLAT, IMAGE, N, ROWS, SHORT, VOLUME, WORDS, Y, Block, Scale, file_case, sequential, soft_clip
from inputs import values

L = keras.layers

# Each layer family: a Sequential model around it.
STACKS = {
    "dense": (FLAT, [L.Dense(5, activation="gelu"), L.Dense(3, use_bias=False, kernel_regularizer="l2")]),
    "activations": (FLAT, [L.Dense(4, activation="leaky_relu"), L.ReLU(max_value=6.0), L.PReLU(), L.ELU(), L.LeakyReLU(), L.Softmax()]),
    "own_activation": (FLAT, [L.Dense(4, activation=soft_clip), L.Activation("silu")]),
    "constraints": (FLAT, [L.Dense(4, kernel_constraint=keras.constraints.MaxNorm(1.0), bias_regularizer=keras.regularizers.L1L2(0.01, 0.02))]),
    "initializers": (FLAT, [L.Dense(4, kernel_initializer=keras.initializers.VarianceScaling(2.0, "fan_out"), bias_initializer="ones")]),
    "einsum_dense": (ROWS, [L.EinsumDense("abc,cd->abd", output_shape=(6, 4), bias_axes="d")]),
    "conv1d": (ROWS, [L.Conv1D(4, 3, padding="causal", activation="relu"), L.MaxPooling1D(2)]),
    "conv2d": (IMAGE, [L.Conv2D(3, 3, strides=2, padding="same"), L.AveragePooling2D(2)]),
    "conv3d": (VOLUME, [L.Conv3D(2, 2), L.MaxPooling3D(2)]),
    "conv_groups": (IMAGE, [L.Conv2D(4, 3, groups=2, dilation_rate=2)]),
    "conv1d_transpose": (ROWS, [L.Conv1DTranspose(3, 3, strides=2)]),
    "conv2d_transpose": (IMAGE, [L.Conv2DTranspose(3, 3, strides=2, padding="same")]),
    "depthwise": (IMAGE, [L.DepthwiseConv2D(3, depth_multiplier=2)]),
    "separable1d": (ROWS, [L.SeparableConv1D(4, 3)]),
    "separable2d": (IMAGE, [L.SeparableConv2D(4, 3, padding="same")]),
    "global_pooling": (IMAGE, [L.Conv2D(3, 3), L.GlobalAveragePooling2D()]),
    "global_max": (ROWS, [L.Conv1D(3, 2), L.GlobalMaxPooling1D(keepdims=True)]),
    "reshaping": (ROWS, [L.Reshape((3, 6)), L.Permute((2, 1)), L.ZeroPadding1D(1), L.Cropping1D(1), L.UpSampling1D(2), L.Dense(2)]),
    "images": (IMAGE, [L.ZeroPadding2D(((1, 0), (0, 1))), L.Cropping2D(1), L.UpSampling2D(2, interpolation="bilinear"), L.Conv2D(2, 3)]),
    "repeat": (FLAT, [L.RepeatVector(3), L.Dense(2)]),
    "batch_norm": (IMAGE, [L.Conv2D(3, 3), L.BatchNormalization(momentum=0.8), L.Activation("relu")]),
    "batch_norm_plain": (FLAT, [L.Dense(4), L.BatchNormalization(center=False, scale=False)]),
    "layer_norm": (ROWS, [L.LayerNormalization(), L.Dense(3), L.RMSNormalization()]),
    "group_norm": (IMAGE, [L.Conv2D(4, 3), L.GroupNormalization(2), L.UnitNormalization()]),
    "spectral_norm": (FLAT, [L.SpectralNormalization(L.Dense(4, activation="tanh"))]),
    "dropout": (FLAT, [L.Dense(4), L.Dropout(0.0), L.GaussianNoise(0.0), L.AlphaDropout(0.0)]),
    "embedding": (WORDS, [L.Embedding(7, 4), L.Dense(3)]),
    "embedding_mask": (WORDS, [L.Embedding(7, 4, mask_zero=True), L.LSTM(3)]),
    "masking": (SHORT, [L.Masking(0.0), L.GRU(3, return_sequences=True), L.TimeDistributed(L.Dense(2))]),
    "simple_rnn": (ROWS, [L.SimpleRNN(4, return_sequences=True), L.SimpleRNN(3, go_backwards=True)]),
    "lstm": (ROWS, [L.LSTM(4, return_sequences=True, unit_forget_bias=False), L.LSTM(3, recurrent_activation="hard_sigmoid")]),
    "gru": (ROWS, [L.GRU(4, return_sequences=True), L.GRU(3, reset_after=False)]),
    "rnn_cells": (ROWS, [L.RNN([L.LSTMCell(3), L.GRUCell(4)], return_sequences=True), L.RNN(L.SimpleRNNCell(3))]),
    "bidirectional": (ROWS, [L.Bidirectional(L.LSTM(3, return_sequences=True)), L.Bidirectional(L.GRU(2), merge_mode="sum")]),
    "bidirectional_pair": (ROWS, [L.Bidirectional(L.GRU(3), backward_layer=L.LSTM(3, go_backwards=True), merge_mode="concat")]),
    "time_distributed": (values((N, 3, 6, 6, 1), 5), [L.TimeDistributed(L.Conv2D(2, 3)), L.TimeDistributed(L.Flatten()), L.LSTM(3)]),
    "conv_lstm": (values((N, 3, 5, 5, 1), 6), [L.ConvLSTM2D(2, 3, padding="same")]),
    "conv_lstm1d": (values((N, 3, 6, 2), 6), [L.ConvLSTM1D(2, 3, return_sequences=True)]),
    "own_layer": (FLAT, [L.Dense(4), Scale(0.5), Block(), L.Dense(2)]),
    "rescaling": (IMAGE, [L.Rescaling(1 / 4, offset=0.5), L.CenterCrop(6, 6), L.Resizing(4, 4), L.Conv2D(2, 2)]),
    "normalization_given": (FLAT, [L.Normalization(mean=[0.1, 0.2, 0.3, 0.4], variance=[1.0, 2.0, 3.0, 4.0])]),
    "nested_sequential": (FLAT, [keras.Sequential([L.Dense(4, activation="relu"), keras.Sequential([L.Dense(3)], name="deep")], name="part")]),
    "lora": (WORDS, [L.Embedding(7, 4, lora_rank=2), L.Dense(3, lora_rank=2, lora_alpha=5), L.EinsumDense("abc,cd->abd", (6, 4), lora_rank=1), L.Conv1D(3, 2, lora_rank=2)]),
    "penalty": (FLAT, [L.Dense(4, activity_regularizer="l1"), L.ActivityRegularization(l2=0.1)]),
}

# What is not trained as the others.
COMPILED = {
    # TensorFlow has no gradients of grouped convolutions on the CPU.
    "conv_groups": {"trains": False},
    # Its matrices are not in files: what is loaded goes on from their sum.
    "lora": {"trains": False},
    # Its many values a pixel need small steps: what explodes is decided by rounding.
    "conv2d_transpose": {"optimizer": keras.optimizers.SGD(0.0005)},
}


def cases():
    for seed, (name, (x, layers)) in enumerate(STACKS.items()):
        yield file_case(name, sequential(x, *layers), x, Y, seed, **COMPILED.get(name, {}))
