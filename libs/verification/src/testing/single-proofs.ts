/**
 * The proofs that the verifier is made of, one by one, for judging third-party cases that ask about a single one. The
 * front door leads to whole verdicts only: a single proof says nothing about the evidence.
 */
export { bindBody } from '../rekor/body/bind-body.js';
export { verifyCheckpoint } from '../rekor/checkpoint.js';
export { verifyEntry } from '../rekor/log-entry.js';
export { consume, proveArtifacts } from '../in-toto/artifact-rules.js';
export { compileGlob } from '../in-toto/glob.js';
export { proveChain, proveInForce } from '../in-toto/supply-chain.js';
export { proveSummary } from '../rungs/summary-policy.js';
export { parseTimestampToken } from '../timestamp/signed-data.js';
export { verifyTimestamp } from '../timestamp/timestamp.js';
export { VerificationError } from '../verification-error.js';
export { parseCertificate } from '../x509/certificate.js';
export { proveIssued, proveValidAt } from '../x509/issued.js';
export { provePublished } from '../x509/published.js';
export { readSigningCertificate, requireSigningLeaf } from '../x509/signing-certificate.js';
