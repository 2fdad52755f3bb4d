/**
 * The readers that layouts and links are read with, one by one, for third-party cases that ask about a single one or
 * leave a signature out. The front door reads signed layouts only.
 */
export { parseArtifactRule } from '../formats/in-toto-layout/artifact-rule.js';
export { parseItem, parseLayout } from '../formats/in-toto-layout/layout.js';
export { parseArtifacts } from '../formats/in-toto-layout/link.js';
export { readChain, readSigned } from '../formats/in-toto-layout/supply-chain.js';
