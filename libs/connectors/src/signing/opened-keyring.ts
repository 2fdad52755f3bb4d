import { Keyring, type OrganizationId } from '#application';
import { withWitnesses, type Signer, type Witness } from '#attestation';

/** Keys that are held elsewhere, one for each organization; each is opened once and kept. Never makes one. */
export class OpenedKeyring extends Keyring {
  private readonly signers = new Map<OrganizationId, Promise<Signer>>();

  constructor(private readonly open: (organization: OrganizationId) => Promise<Signer>) {
    super();
  }

  signer(organization: OrganizationId): Promise<Signer> {
    const known = this.signers.get(organization);
    if (known !== undefined) return known;
    const signer = this.open(organization);
    this.signers.set(organization, signer);
    signer.catch(() => this.signers.delete(organization));
    return signer;
  }
}

/** The organization's own keys, beside somebody else who signs its attestations: a new signer for each. */
export class AttestingKeyring extends Keyring {
  constructor(
    private readonly own: Keyring,
    private readonly open: () => Promise<Signer>,
  ) {
    super();
  }

  signer(organization: OrganizationId): Promise<Signer> {
    return this.own.signer(organization);
  }

  override attestationSigner(): Promise<Signer> {
    return this.open();
  }
}

/** The same keys, with witnesses to what is attested; what the organization decides every day needs none. */
export class WitnessedKeyring extends Keyring {
  constructor(
    private readonly own: Keyring,
    private readonly witnesses: readonly Witness[],
  ) {
    super();
  }

  signer(organization: OrganizationId): Promise<Signer> {
    return this.own.signer(organization);
  }

  override async attestationSigner(organization: OrganizationId): Promise<Signer> {
    return withWitnesses(await this.own.attestationSigner(organization), this.witnesses);
  }
}

/** The name of an organization's key by a template: `{organization}` stands for its id. */
export function keyNameOf(template: string, organization: OrganizationId): string {
  return template.replaceAll('{organization}', organization);
}
