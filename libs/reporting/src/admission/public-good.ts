import { loadTrustRoot, trustRootChanges, type TrustRootSource } from '#verification';

/**
 * Names of the roots that list each certificate authority and log of Sigstore's public-good instance: what admission
 * controllers believe by themselves is then nothing new.
 * @throws ParseError for what is no trust root
 */
export function rootsListing(publicGood: TrustRootSource, roots: readonly TrustRootSource[]): readonly string[] {
  const all = [loadTrustRoot(publicGood)];
  return roots
    .filter((root) => {
      const missing = trustRootChanges([loadTrustRoot(root)], all).filter(({ change }) => change === 'added');
      return !missing.some(({ authority }) => authority === 'certificate-authority' || authority === 'log');
    })
    .map(({ name }) => name);
}
