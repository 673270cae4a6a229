export { AdditiveAttention, type AdditiveAttentionOptions } from './additive-attention.js';
export { Attention, type AttentionCallOptions, type AttentionOptions } from './attention.js';
export { GroupQueryAttention, type GroupQueryAttentionOptions } from './group-query-attention.js';
export type { HeadAttentionCallOptions } from './head-attention.js';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './multi-head-attention.js';
