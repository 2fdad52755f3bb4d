import { Badge, Code, Text } from '@mantine/core';

import type { Explanation } from './explanation.ts';
import classes from './control.module.css';

/** A requirement in words, line by line; below each the exact condition of the mapping. */
export function RuleLines({ lines, none }: { readonly lines: Explanation['rule']; readonly none: string }) {
  if (lines.length === 0) return <Text>{none}</Text>;
  return (
    <ul className={classes['rule']}>
      {lines.map(({ text, claim, conditions, depth }, index) => (
        // Lines never move: the whole answer is replaced.
        <li key={index} data-depth={Math.min(depth, 6)}>
          {text}{' '}
          {claim !== null && (
            <Badge variant="default" tt="none" fw={500}>
              {claim}
            </Badge>
          )}
          {conditions.map((condition) => (
            <Code key={condition} className={classes['condition'] ?? ''}>
              {condition}
            </Code>
          ))}
        </li>
      ))}
    </ul>
  );
}
