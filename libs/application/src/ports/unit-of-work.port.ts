import type { OrganizationId } from '../ids.js';
import type { Stores } from './stores.js';

/** One transaction in one organization. Row-level security is the second lock: outside its tenant it sees nothing. */
export abstract class UnitOfWork {
  /** Commits when `work` resolves, rolls back when it throws. @throws AppError unavailable DATABASE_UNAVAILABLE */
  abstract run<T>(organization: OrganizationId, work: (stores: Stores) => Promise<T>): Promise<T>;
}
