export * from './colors.js';
export { gaussianBlur, sobelEdges, ssim } from './filters.js';
export { extractPatches, extractPatches3d } from './patches.js';
export { cropImages, padImages, resize, scaleAndTranslate } from './sizes.js';
export { affineTransform, elasticTransform, mapCoordinates, perspectiveTransform } from './warps.js';
