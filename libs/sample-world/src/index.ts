export * from './organization/index.js';
export * from './seed.js';
export * from './sigstore/index.js';
