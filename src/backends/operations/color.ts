import * as tf from '@tensorflow/tfjs-core';
import { divNoNan } from './div-no-nan.js';

/** Images, channels last, of hue, saturation and value, as TensorFlow computes them of red, green and blue. */
export function rgbToHsv(images: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [r, g, b] = channels(images);
    const value = tf.maximum(tf.maximum(r, g), b);
    const range = tf.sub(value, tf.minimum(tf.minimum(r, g), b));
    const saturation = divNoNan(range, value);
    const sixth = (difference: tf.Tensor, offset: number) =>
      tf.add(divNoNan(difference, tf.mul(range, 6)), offset);
    const red = sixth(tf.sub(g, b), 0);
    const others = tf.where(tf.equal(value, g), sixth(tf.sub(b, r), 2 / 6), sixth(tf.sub(r, g), 4 / 6));
    const turned = tf.where(tf.equal(value, r), red, others);
    const hue = tf.where(tf.greater(range, 0), turned, tf.zerosLike(turned));
    const positive = tf.where(tf.less(hue, 0), tf.add(hue, 1), hue);
    return tf.concat([positive, saturation, value], -1);
  });
}

/** Undoes {@link rgbToHsv}. */
export function hsvToRgb(images: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [hue, saturation, value] = channels(images);
    const turn = tf.mul(hue, 6);
    const near = (place: number) => tf.abs(tf.sub(turn, place));
    const share = (color: tf.Tensor) => {
      const part = tf.clipByValue(color, 0, 1);
      return tf.mul(tf.add(tf.sub(1, saturation), tf.mul(saturation, part)), value);
    };
    return tf.concat([share(tf.sub(near(3), 1)), share(tf.sub(2, near(2))), share(tf.sub(2, near(4)))], -1);
  });
}

/** One channel of grey for three of colour. */
export function rgbToGray(images: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.sum(tf.mul(images, tf.tensor1d([0.2989, 0.587, 0.114])), -1, true));
}

function channels(images: tf.Tensor): [tf.Tensor, tf.Tensor, tf.Tensor] {
  return tf.split(images, 3, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
}
