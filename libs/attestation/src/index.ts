export * from './signer.js';
export * from './statement.js';
