import type { Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { KeptPassword } from '../people/person-record.js';
import type { FoundSession } from '../sessions/session-record.js';

/** Recognises people before their tenant is known; reads as the narrow `auth` role. */
export abstract class PeopleDirectory {
  abstract password(organization: string, email: string): Promise<KeptPassword | undefined>;
  abstract session(hash: Digest): Promise<FoundSession | undefined>;
  /** Whose invitation it is. */
  abstract invitation(hash: Digest): Promise<OrganizationId | undefined>;
}
