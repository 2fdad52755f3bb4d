export * from './codes.js';
export * from './trust-root.js';
export * from './trust-rule.js';
export * from './verdict.js';
