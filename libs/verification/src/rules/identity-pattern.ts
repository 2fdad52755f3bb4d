import { LIMITS, ParseError } from '#kernel';
import { RE2JS } from 're2js';

/**
 * An identity pattern in RE2 syntax, which runs in linear time whatever the input. It must match the whole identity:
 * anchors are ours, not the writer's. @throws ParseError RULE_PATTERN
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length === 0 || pattern.length > LIMITS.patternCharacters) {
    throw new ParseError('RULE_PATTERN', `an identity pattern has 1 to ${LIMITS.patternCharacters} characters`);
  }
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (cause) {
    throw new ParseError('RULE_PATTERN', `"${pattern.slice(0, 80)}" is not an RE2 pattern`, { cause });
  }
  return (text) => compiled.matches(text);
}
