import type { SetFormat } from './format.js';
import { IN_TOTO_LAYOUT } from './in-toto-layout/in-toto-layout.js';

/** Everything that arrives as several files at once, one line each. */
export const SET_FORMATS: readonly SetFormat[] = [IN_TOTO_LAYOUT];
