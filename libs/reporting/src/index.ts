export * from './not-claimed.js';
export * from './render-html.js';
export * from './render-ladder.js';
export * from './render-text.js';
export * from './report-task.js';
export * from './report.js';
export * from './status-words.js';
export * from './visible-text.js';
