import { io as core } from '@tensorflow/tfjs-core';
import { FixedLenFeature, parseSingleExample, VarLenFeature } from '../data/parse-single-example.js';
import { TFRecordWriter } from '../data/tf-record-writer.js';

/** tfjs's `tf.io`, with what TensorFlow has there for records. */
export const io = { ...core, FixedLenFeature, VarLenFeature, parseSingleExample, TFRecordWriter };
