import type { RunningServer, TestClient } from '../support/running-server.js';
import { judgementOf, verdictOf, type ControlRow } from './controls.js';
import { stock, type DeclaredRelease, type Stock } from './stock.js';

/** An organization that holds what a test gave it, asked as a reader would ask. */
export class AskedOrganization {
  private constructor(
    readonly slug: string,
    readonly client: TestClient,
  ) {}

  static async with(server: RunningServer, slug: string, given: Stock): Promise<AskedOrganization> {
    const client = await server.organization({ slug, synthetic: false });
    await stock(client, given);
    await server.settled(client);
    return new AskedOrganization(slug, client);
  }

  async row(release: DeclaredRelease, control: string, framework?: string): Promise<ControlRow> {
    const row = (await judgementOf(this.client, release, framework)).results.find(
      (result) => result.control === control,
    );
    if (row === undefined) throw new Error(`nothing is said of ${control}`);
    return row;
  }

  /** Control to status, of all controls. */
  async statuses(release: DeclaredRelease): Promise<Readonly<Record<string, string>>> {
    const { results } = await judgementOf(this.client, release);
    return Object.fromEntries(results.map(({ control, status }) => [control, status]));
  }

  async level(release: DeclaredRelease): Promise<number> {
    return (await judgementOf(this.client, release)).slsaBuildLevel;
  }

  /** How verification of an item ended, and at which rungs it stopped. */
  async verification(digest: string): Promise<{ readonly outcome: string; readonly stops: object }> {
    const verdict = await verdictOf(this.client, digest);
    if (verdict === undefined) throw new Error(`nothing was concluded about ${digest}`);
    const stopped = verdict.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'could-not-check');
    return { outcome: verdict.outcome, stops: Object.fromEntries(stopped.map(({ rung, code }) => [rung, code])) };
  }
}
