import type { Trust } from '#application';
import { loadTrustRoot, trustPolicy, Verifier } from '#verification';

const KEPT = 16;

/** Verifiers that are ready: making one imports keys and proves chains, and one organization's batches follow each other. */
export class VerifierCache {
  private readonly verifiers = new Map<string, Verifier>();

  /** @throws AppError, ParseError when a root or rule cannot be used */
  verifierFor({ roots, rules, distrusts }: Trust): Verifier {
    const key = [
      trustPolicy(rules).digest,
      ...roots.map(({ name, digest }) => `${digest} ${name}`),
      ...distrusts.map(({ statement }) => statement),
    ].join('\n');
    const verifier =
      this.verifiers.get(key) ??
      new Verifier({ trustRoots: roots.map((root) => loadTrustRoot(root)), rules, distrusts });
    this.remember(key, verifier);
    return verifier;
  }

  /** The least recently used one makes room. */
  private remember(key: string, verifier: Verifier): void {
    this.verifiers.delete(key);
    this.verifiers.set(key, verifier);
    const [oldest] = this.verifiers.keys();
    if (this.verifiers.size > KEPT && oldest !== undefined) this.verifiers.delete(oldest);
  }
}
