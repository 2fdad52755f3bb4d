import type { Field, Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';

/** Until when a product is supported. A day that is absent is yet to be announced. */
export interface EndOfLife {
  readonly kind: 'end-of-life';
  /** Last moment of support of any kind. */
  readonly endOfLife?: Instant;
  /** Last moment for which security fixes are promised. */
  readonly endOfSecuritySupport?: Instant;
}

/** OpenEoX core 1.0, section 4: both days are required; `tba` is later than any day. */
const TO_BE_ANNOUNCED = 'tba';

/** OpenEoX core 1.0. @throws ParseError FIELD_*, INSTANT_INVALID */
export function parseEndOfLife(predicate: Field): EndOfLife {
  const endOfLife = dayOf(predicate.get('end_of_life'));
  const endOfSecuritySupport = dayOf(predicate.get('end_of_security_support'));
  instantOf(predicate.get('last_updated'));
  return {
    kind: 'end-of-life',
    ...(endOfLife !== undefined && { endOfLife }),
    ...(endOfSecuritySupport !== undefined && { endOfSecuritySupport }),
  };
}

function dayOf(field: Field): Instant | undefined {
  return field.string() === TO_BE_ANNOUNCED ? undefined : instantOf(field);
}
