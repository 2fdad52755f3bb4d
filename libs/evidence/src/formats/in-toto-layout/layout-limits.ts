/** What a chain may hold at most: verification stays linear in artifacts, times the rules that look at them. */
export const MAX_STEPS = 256;
export const MAX_RULES = 1_000;
export const MAX_RULE_WORDS = 16;
export const MAX_PATTERN_CHARACTERS = 256;
export const MAX_PATH_CHARACTERS = 4_096;
export const MAX_ARTIFACTS = 10_000;
export const MAX_LAYOUT_KEYS = 256;
/** A layout, and layouts within it. */
export const MAX_LAYOUT_DEPTH = 5;
