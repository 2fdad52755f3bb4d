export * from './evidence-kind.js';
export * from './parsed.js';
export * from './predicates/predicate.js';
export * from './received.js';
export * from './signed-entity.js';
export * from './statement.js';
