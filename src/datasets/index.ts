export * as digits from './digits.js';
export * as mnist from './mnist.js';
