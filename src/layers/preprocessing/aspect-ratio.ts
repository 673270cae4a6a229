import * as tf from '@tensorflow/tfjs-core';

/** Height and width. */
export type ImageExtent = readonly [height: number, width: number];

/** The largest part in the middle of images (channels last) with the shape of `target`. */
export function cropToAspectRatio(images: tf.Tensor, target: ImageExtent): tf.Tensor {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const [rows, columns] = fitting([height, width], target);
  const size = [Math.max(Math.min(height, rows), 1), Math.max(Math.min(width, columns), 1)] as const;
  const begin = [0, Math.trunc((height - size[0]) / 2), Math.trunc((width - size[1]) / 2), 0];
  return tf.slice(images, begin, [batch, ...size, channels]);
}

/** Images (channels last) with edges of one value, so that they have the shape of `target`. */
export function padToAspectRatio(images: tf.Tensor, target: ImageExtent, value: number): tf.Tensor {
  const [, height, width] = images.shape as [number, number, number, number];
  const [rows, columns] = fitting([height, width], target);
  const above = Math.trunc((Math.max(height, rows) - height) / 2);
  const beside = Math.trunc((Math.max(width, columns) - width) / 2);
  return tf.pad(
    images,
    [
      [0, 0],
      [above, above],
      [beside, beside],
      [0, 0],
    ],
    value,
  );
}

/** The height that goes with the width in the shape of `target`, and the width that goes with the height. */
function fitting([height, width]: ImageExtent, target: ImageExtent): ImageExtent {
  return [Math.trunc((width * target[0]) / target[1]), Math.trunc((height * target[1]) / target[0])];
}
