import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import type { AttestationRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import { requirePerson } from '../two-people.js';
import type { ApproveDraft } from './approve-draft.js';
import type { DraftAttestation, DraftOrder } from './draft-attestation.js';
import type { SignDraft } from './sign-draft.js';

export type IssueOrder = DraftOrder;

interface Steps {
  readonly draft: Pick<DraftAttestation, 'run'>;
  readonly approve: Pick<ApproveDraft, 'run'>;
  readonly sign: Pick<SignDraft, 'run'>;
}

/** Drafts, approves and signs at once: for a person who answers for it alone, where the organization lets one person do so. */
export class IssueAttestation {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork'>,
    private readonly steps: Steps,
  ) {}

  /** @throws AppError invalid PERSON_NEEDED; conflict TWO_PEOPLE_NEEDED; what the three steps throw */
  async run(actor: Actor, order: IssueOrder): Promise<AttestationRecord> {
    requirePermission(actor, 'report:sign');
    requirePerson(actor);
    const { twoPersonSigning } = await this.ports.unitOfWork.run(actor.organization, requireTenant);
    if (twoPersonSigning) {
      throw new AppError(
        'conflict',
        'TWO_PEOPLE_NEEDED',
        'this organization asks for two people: draft the attestation, have somebody else approve the draft, then sign it',
      );
    }
    const { id, report } = await this.steps.draft.run(actor, order);
    await this.steps.approve.run(actor, { draft: id, report });
    return this.steps.sign.run(actor, id);
  }
}
