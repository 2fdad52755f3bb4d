export * from './seed.js';
export * from './sigstore/index.js';
