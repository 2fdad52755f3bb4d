import { Checkbox, Stack } from '@mantine/core';

import { GIVEN_ROLES, roleWords } from './roles.ts';

interface Boxes {
  readonly roles: readonly string[];
  readonly onChange: (roles: string[]) => void;
}

/** A person has at least one role; what several allow adds up. */
export function RoleBoxes({ roles, onChange }: Boxes) {
  return (
    <Checkbox.Group
      label="Roles"
      description="Authority to bind the organization is asked for on this page, and confirmed by a second person"
      value={[...roles]}
      onChange={onChange}
      required
    >
      <Stack gap="xs" mt="xs">
        {GIVEN_ROLES.map(({ role, is }) => (
          <Checkbox key={role} value={role} label={roleWords(role)} description={is} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
