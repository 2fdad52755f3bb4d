export * from './bundle.js';
export type { LeafFaults } from './certificate-authority.js';
export type { CmsFaults } from './cms.js';
export * from './dsse.js';
export * from './identity.js';
export { formatAnswer } from './log-answer.js';
export * from './private-authority.js';
export * from './signing-key.js';
export * from './sigstore.js';
