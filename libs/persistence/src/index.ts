export * from './audit-chain.js';
export * from './create-database.js';
export * from './database.js';
export * from './migrate.js';
export * from './roles.js';
