export * from './bundle.js';
export type { LeafFaults } from './certificate-authority.js';
export * from './dsse.js';
export * from './identity.js';
export * from './signing-key.js';
export * from './sigstore.js';
