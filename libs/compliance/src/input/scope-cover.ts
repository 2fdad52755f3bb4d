import type { Scope } from '../assessment.js';
import type { Anchor } from '../fact.js';

/** Does what was said about this anchor speak about the release? Digests and repositories are never a scope. */
export function coversScope(anchor: Anchor, scope: Scope): boolean {
  if ('organization' in anchor && anchor.organization !== scope.organization) return false;
  switch (anchor.kind) {
    case 'organization':
      return true; // input of one assessment comes from one organization only
    case 'product':
      return anchor.product === scope.product;
    case 'release':
      return anchor.product === scope.product && anchor.release === scope.release;
    case 'digests':
    case 'repository':
      return false;
  }
}
