import type { SetFormat } from './format.js';

/** Everything that arrives as several files at once, one line each. */
export const SET_FORMATS: readonly SetFormat[] = [];
