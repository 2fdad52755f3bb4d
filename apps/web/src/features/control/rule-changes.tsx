import { List, Text } from '@mantine/core';

import type { Explanation } from './explanation.ts';

/** What the organization changed about the published rule, and who answers for it; what may be looser comes first. */
export function RuleChanges({ layers }: { readonly layers: Explanation['layers'] }) {
  return (
    <div>
      <Text fw={600}>Changed by this organization</Text>
      <List size="sm" spacing="xs">
        {layers.map(({ layer, aspect, direction, before, after, owner, approver, adoptedOn, reason }) => (
          <List.Item key={`${layer} ${aspect}`}>
            <strong>{direction}</strong>: {aspect}, from “{before.join('; ') || 'nothing'}” to “
            {after.join('; ') || 'nothing'}”. {reason} Proposed by {owner}, adopted by {approver} on {adoptedOn} (
            {layer}).
          </List.Item>
        ))}
      </List>
    </div>
  );
}
