import { organizationKeyRule } from '#attestation';
import { AppError } from '#kernel';

import { TOKEN_PERMISSIONS } from '../actor.js';
import { issueToken, type IssuedToken } from '../issue-token/issue-token.js';
import { invite, type Invited } from '../people/invitation.js';
import type { OrganizationId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { OrganizationRecord } from '../records.js';
import { requireName, requireSlug } from '../slug.js';

const FIRST_TOKEN_DAYS = 90;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface NewOrganization {
  /** A UUID that was chosen before, because a key on a token or in Vault is named by it; a new one when absent. */
  readonly id?: string;
  readonly slug: string;
  readonly name: string;
  /** A made-up organization, marked SYNTHETIC wherever it shows. */
  readonly synthetic: boolean;
  readonly administrator: string;
  /** With it the administrator is a person who may sign in, too, by the invitation that comes back. */
  readonly administratorEmail?: string;
}

export interface FoundedOrganization {
  readonly organization: OrganizationRecord;
  readonly first: IssuedToken;
  readonly invited?: Invited;
}

/** Only the operator of the installation may do this: the door checks, since there is no tenant to ask yet. */
export class CreateOrganization {
  constructor(private readonly ports: Ports) {}

  /** The organization, its signing key with the rule that trusts it, the shipped trust roots, and its first token. */
  async run(order: NewOrganization): Promise<FoundedOrganization> {
    const { clock, identifiers, keyring, unitOfWork } = this.ports;
    const organization: OrganizationRecord = {
      id: order.id === undefined ? (identifiers.next() as OrganizationId) : requireId(order.id),
      slug: requireSlug(order.slug, 'the organization'),
      name: requireName(order.name),
      synthetic: order.synthetic,
      twoPersonSigning: false,
      createdAt: clock.now(),
    };
    const administrator = requireName(order.administrator);
    const signer = await keyring.signer(organization.id);
    return unitOfWork.run(organization.id, async (stores) => {
      await stores.organizations.create(organization);
      const request = {
        principal: { kind: 'person', name: administrator },
        permissions: TOKEN_PERMISSIONS,
        days: FIRST_TOKEN_DAYS,
      } as const;
      const first = await issueToken(stores, this.ports, { organization: organization.id, by: 'system', request });
      await this.trustShippedRoots(stores, organization);
      const rule = organizationKeyRule(signer.publicKey);
      await stores.trust.putRule({ rule, createdAt: organization.createdAt, createdBy: first.record.principal });
      await stores.audit.append([
        { actor: 'system', action: 'organization.created', target: organization.slug, at: organization.createdAt },
        {
          actor: 'system',
          action: 'signing-key.created',
          target: signer.publicKey.fingerprint,
          at: organization.createdAt,
        },
      ]);
      const invited = await this.inviteAdministrator(stores, order);
      return { organization, first, ...(invited !== undefined && { invited }) };
    });
  }

  private async inviteAdministrator(stores: Stores, order: NewOrganization): Promise<Invited | undefined> {
    const { administrator: name, administratorEmail: email } = order;
    if (email === undefined) return undefined;
    return invite(stores, this.ports, { by: 'system', order: { email, name, roles: ['administrator'] } });
  }

  private async trustShippedRoots(stores: Stores, organization: OrganizationRecord): Promise<void> {
    for (const root of this.ports.trustSeeds.all()) {
      await stores.trust.addRoot({ ...root, addedAt: organization.createdAt });
    }
  }
}

/** @throws AppError invalid ORGANIZATION_ID_INVALID */
function requireId(text: string): OrganizationId {
  if (UUID.test(text)) return text as OrganizationId;
  throw new AppError(
    'invalid',
    'ORGANIZATION_ID_INVALID',
    'the id of an organization is a UUID in lower-case letters and digits; leave it out unless a key is named by it',
  );
}
