import { asIs, recipesFor, type Need, type ShownRecipe } from '#compliance';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';

/** How evidence is made with the tools people have: the same for every organization. */
export class BrowseRecipes {
  constructor(private readonly ports: Pick<Ports, 'frameworks'>) {}

  /** By id. @throws AppError forbidden */
  list(actor: Actor): readonly ShownRecipe[] {
    requirePermission(actor, 'report:read');
    return this.ports.frameworks.recipes().map(asIs);
  }

  /** @throws AppError forbidden */
  find(actor: Actor, id: string): ShownRecipe | undefined {
    return this.list(actor).find((recipe) => recipe.id === id);
  }

  /** With everything filled in that the needs say. @throws AppError forbidden */
  for(actor: Actor, needs: readonly Need[]): readonly ShownRecipe[] {
    requirePermission(actor, 'report:read');
    return recipesFor(this.ports.frameworks.recipes(), needs);
  }
}
