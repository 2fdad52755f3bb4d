export * from './api-options.js';
export * from './api.module.js';
export * from './create-api.js';
export * from './errors/error-log.js';
export * from './health/readiness.js';
