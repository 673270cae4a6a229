export * from './elementwise.js';
export * from './linear.js';
export * from './nn.js';
export * from './reduce.js';
export * from './shape.js';
