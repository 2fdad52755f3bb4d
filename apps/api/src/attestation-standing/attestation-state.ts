import { registerEnumType } from '@nestjs/graphql';

import { ATTESTATION_STATES, type AttestationState } from '#evidence';

export const AttestationStateEnum = Object.fromEntries(
  ATTESTATION_STATES.map((state) => [state.toUpperCase(), state]),
) as Readonly<Record<string, AttestationState>>;

registerEnumType(AttestationStateEnum, {
  name: 'AttestationState',
  description: 'How a signed assessment stands.',
  valuesMap: {
    STANDING: { description: 'Nothing is known against what was signed.' },
    AFFECTED: { description: 'Some of what was signed no longer stands.' },
    SUPERSEDED: { description: 'A newer attestation stands in its place.' },
    WITHDRAWN: { description: 'Its issuer no longer stands behind it.' },
  },
});
