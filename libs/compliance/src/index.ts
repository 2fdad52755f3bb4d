export * from './assessment.js';
export * from './catalog.js';
export * from './claims/claim.js';
export * from './fact.js';
export * from './mapping.js';
